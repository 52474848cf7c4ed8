package org.hulian.fhir.feed;

/** Messages as the demo hospitals send them. */
final class Messages {
    private Messages() {}

    /** Glucose 5.6 mmol/L of city-second, version 2.4 in GB18030. */
    static String glucose(String controlId) {
        return glucose(controlId, "5.6");
    }

    static String glucose(String controlId, String value) {
        return String.join(
                "\r",
                "MSH|^~\\&|LIS|CITY-SECOND|HULIAN|REGION|20261120081500||ORU^R01|" + controlId + "|P|2.4||||||GB18030",
                "PID|1||S0001^^^CITY-SECOND^MR~11010519491231002X^^^NI^NI||张^伟||19491231|M",
                "OBR|1|P-" + controlId + "|F-" + controlId
                        + "|XT-K^空腹血糖|||20261120080000|||||||||||||||20261120081000||CH|F",
                "OBX|1|NM|GLU-K^葡萄糖||" + value + "|mmol/L|3.9-6.1|N|||F|||20261120080000",
                "");
    }

    /** A registration at city-first, version 2.5 in UTF-8. */
    static String registration(String controlId, String birthDate) {
        return String.join(
                "\r",
                "MSH|^~\\&|HIS|CITY-FIRST|HULIAN|REGION|20261120081500||ADT^A04^ADT_A01|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "EVN|A04|20261120081500",
                "PID|1||F0001^^^CITY-FIRST^MR||李^娜||" + birthDate + "|F",
                "PV1|1|O",
                "");
    }
}
