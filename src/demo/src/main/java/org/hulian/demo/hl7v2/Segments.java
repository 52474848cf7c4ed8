package org.hulian.demo.hl7v2;

import static org.hulian.demo.hl7v2.V2Message.components;
import static org.hulian.demo.hl7v2.V2Message.escape;
import static org.hulian.demo.hl7v2.V2Message.time;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hulian.demo.history.Clinician;
import org.hulian.demo.history.Visit;
import org.hulian.demo.resident.Demographics;
import org.hulian.demo.resident.PersonName;
import org.hulian.demo.resident.PersonName.Written;
import org.hulian.demo.resident.Resident;
import org.hulian.demo.resident.Site;
import org.hulian.demo.resident.SourceRecord;

/** The segments that all messages of a hospital begin with. */
final class Segments {
    private Segments() {}

    static String[] header(Site site, String type, String structure, String controlId, LocalDateTime at) {
        boolean first = site == Site.CITY_FIRST;
        String[] parts = type.split("\\^", -1);
        return new String[] {
            "^~\\&",
            first ? "HIS" : "DHC",
            site.facility(),
            "HULIAN",
            "REGION",
            time(at),
            "",
            first ? components(parts[0], parts[1], structure) : components(parts),
            controlId,
            "P",
            first ? "2.5" : "2.4",
            "",
            "",
            "AL",
            "NE",
            "CHN",
            first ? "UNICODE UTF-8" : "GB 18030-2000"
        };
    }

    static String[] patient(Resident resident, SourceRecord source) {
        Demographics written = source.written();
        return new String[] {
            "1",
            "",
            identifiers(source),
            "",
            names(resident.name(), written.name(), source.site()),
            "",
            written.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE),
            written.sex().v2(),
            "",
            "",
            components(written.address(), "", "示例市", "示例省", "999000", "CHN", "H"),
            "",
            source.site() == Site.CITY_FIRST
                    ? components("", "PRN", "CP", "", "", "", written.phone())
                    : components(written.phone(), "PRN", "CP")
        };
    }

    static String[] visit(Visit visit) {
        Site site = visit.source().site();
        String[] fields = new String[45];
        Arrays.fill(fields, "");
        fields[0] = "1";
        fields[1] = visit.inpatient() ? "I" : "O";
        fields[2] = components(visit.clinician().department().zh(), "", "", site.facility());
        fields[6] = doctor(visit.clinician());
        fields[9] = escape(visit.clinician().department().key());
        fields[18] = components(visit.number(), "", "", site.facility(), "VN");
        fields[43] = time(visit.start());
        fields[44] = visit.inpatient() ? time(visit.end()) : "";
        return fields;
    }

    static String doctor(Clinician clinician) {
        Written name = clinician.name().simplified();
        return components(
                clinician.staffNumber(),
                name.family(),
                name.given(),
                "",
                "",
                "",
                "",
                "",
                clinician.site().facility());
    }

    private static String identifiers(SourceRecord source) {
        Demographics written = source.written();
        List<String> identifiers = new ArrayList<>();
        identifiers.add(components(source.mrn(), "", "", source.site().facility(), "MR"));
        if (written.nationalId() != null) {
            identifiers.add(components(written.nationalId(), "", "", "MPS", "NI"));
        }
        if (written.healthCard() != null) {
            identifiers.add(components(written.healthCard(), "", "", "NHC", "HC"));
        }
        return String.join("~", identifiers);
    }

    /** City First sends pinyin too: representation codes I (ideographic) and A (alphabetic) in XPN-8. */
    private static String names(PersonName name, Written written, Site site) {
        boolean latin = written.family().charAt(0) < 128;
        if (site != Site.CITY_FIRST) {
            return components(written.family(), written.given());
        }
        String own = components(written.family(), written.given(), "", "", "", "", "L", latin ? "A" : "I");
        Written pinyin = name.pinyin();
        return latin ? own : own + "~" + components(pinyin.family(), pinyin.given(), "", "", "", "", "L", "A");
    }
}
