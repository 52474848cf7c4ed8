package org.hulian.e2e;

import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Messages as city-second's laboratory system writes them: HL7 v2.4 in GB18030, local codes, SI units. */
record Messages(String facility, String mrn, String nationalId, String name) {
    static final Charset GB18030 = Charset.forName("GB18030");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    byte[] glucose(String controlId, String order, String value, LocalDateTime at) {
        String stamp = STAMP.format(at);
        return String.join(
                        "\r",
                        "MSH|^~\\&|LIS|" + facility + "|HULIAN|REGION|" + stamp + "||ORU^R01|" + controlId
                                + "|P|2.4||||||GB18030-2000",
                        "PID|1||" + mrn + "^^^" + facility + "^MR~" + nationalId + "^^^^NI||" + name,
                        "OBR|1|P" + order + "|F" + order + "|GLU-K^空腹血糖^L|||" + stamp + "|||||||||||||||" + stamp
                                + "||LAB|F",
                        "OBX|1|NM|GLU-K^空腹血糖^L||" + value + "|mmol/L|3.9-6.1|N|||F|||" + stamp,
                        "")
                .getBytes(GB18030);
    }
}
