package org.hulian.mappers.engine;

import java.util.ArrayList;
import java.util.List;
import org.hulian.mappers.Coverage;
import org.hulian.mappers.source.hl7v2.Repetition;
import org.hulian.mappers.source.hl7v2.Segment;
import org.jspecify.annotations.Nullable;

/** Counts what became of each populated part: a field, repetition or component, the largest piece with one fate. */
final class CoverageCount {

    private final Reasons reasons;
    private final List<Coverage.Unmapped> unmapped = new ArrayList<>();
    private int mapped;

    private CoverageCount(Reasons reasons) {
        this.reasons = reasons;
    }

    static Coverage of(List<Segment> segments, Reasons reasons) {
        CoverageCount count = new CoverageCount(reasons);
        for (Segment segment : segments) {
            for (int field = 1; field <= segment.size(); field++) {
                if (segment.isPopulated(field)) {
                    count.field(segment, field);
                }
            }
        }
        return new Coverage(count.mapped + count.unmapped.size(), count.mapped, List.copyOf(count.unmapped));
    }

    private void field(Segment segment, int field) {
        List<Repetition> repetitions = segment.repetitions(field);
        if (repetitions.stream().noneMatch(CoverageCount::isTouched)) {
            boolean isNull = repetitions.size() == 1 && repetitions.get(0).isNull();
            unmapped.add(new Coverage.Unmapped(
                    segment.label() + '-' + field,
                    isNull ? "the delete marker: the element is left out" : reasons.of(segment, field)));
            return;
        }
        for (Repetition repetition : repetitions) {
            if (!repetition.isEmpty()) {
                repetition(segment, field, repetition);
            }
        }
    }

    private void repetition(Segment segment, int field, Repetition repetition) {
        if (!isTouched(repetition)) {
            unmapped.add(new Coverage.Unmapped(repetition.label(), reasons.of(segment, field)));
            return;
        }
        boolean whole = true;
        for (int n = 1; n <= repetition.components(); n++) {
            whole &= !repetition.isPopulated(n) || isMapped(repetition.note(n));
        }
        if (whole) {
            mapped++;
            return;
        }
        for (int n = 1; n <= repetition.components(); n++) {
            if (repetition.isPopulated(n)) {
                component(segment, field, repetition, n);
            }
        }
    }

    private void component(Segment segment, int field, Repetition repetition, int n) {
        String note = repetition.note(n);
        if (isMapped(note)) {
            mapped++;
            return;
        }
        String reason = note == null ? reasons.part(segment, field, n) : note;
        unmapped.add(new Coverage.Unmapped(
                repetition.label(n),
                reason == null ? "no definition row for this component; it stays in the source message" : reason));
    }

    private static boolean isMapped(@Nullable String note) {
        return note != null && note.isEmpty();
    }

    private static boolean isTouched(Repetition repetition) {
        for (int n = 1; n <= repetition.components(); n++) {
            if (repetition.note(n) != null) {
                return true;
            }
        }
        return false;
    }
}
