package org.hulian.fhir.feed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hulian.fhir.feed.codes.UsedCodes;
import org.hulian.mappers.LocalCodes;
import org.jspecify.annotations.Nullable;

/**
 * How the codes of a message came out.
 *
 * @param unmapped what waits for a decision, with how often
 * @param used     numbers of the decisions that were needed
 * @param coded    records with a LOINC code, null when there are no records
 * @param uncoded  records with a code of the sender alone
 */
record CodeUse(
        Map<UnmappedCode, Integer> unmapped,
        Set<Long> used,
        @Nullable Integer coded,
        @Nullable Integer uncoded) {
    static final CodeUse NONE = new CodeUse(Map.of(), Set.of(), null, null);

    static CodeUse of(MessageBundle records, UsedCodes codes) {
        Map<UnmappedCode, Integer> unmapped = new LinkedHashMap<>();
        int uncoded = 0;
        for (Map.Entry<UnmappedCode, Integer> each : UnmappedCode.in(records).entrySet()) {
            UnmappedCode code = each.getKey();
            boolean unit = code.kind().equals("unit");
            uncoded += unit ? 0 : each.getValue();
            LocalCodes.Kind kind = unit ? LocalCodes.Kind.UNIT : LocalCodes.Kind.CODE;
            if (!codes.settled(kind, code.system(), code.code())) {
                unmapped.put(code, each.getValue());
            }
        }
        return new CodeUse(unmapped, Set.copyOf(codes.used()), UnmappedCode.coded(records), uncoded);
    }
}
