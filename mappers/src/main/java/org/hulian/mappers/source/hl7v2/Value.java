package org.hulian.mappers.source.hl7v2;

/**
 * A place in a message that may hold a value: a whole repetition (component 0), a component, or a sub-component.
 *
 * @param component    from 1; 0 is the repetition as a whole
 * @param subcomponent from 1; 0 is the component as a whole
 */
public record Value(Repetition repetition, int component, int subcomponent) {

    /** The part n of this value: a component of a repetition, a sub-component of a component, itself when it has no parts. */
    public Value component(int n) {
        if (component == 0) {
            return new Value(repetition, n, 0);
        }
        return subcomponent == 0 ? new Value(repetition, component, n) : this;
    }

    /** The decoded leaf text: the first part when there are several; the HL7 delete marker counts as empty. */
    public String text() {
        String raw = repetition.raw(component == 0 ? 1 : component, subcomponent == 0 ? 1 : subcomponent);
        return raw.equals("\"\"") ? "" : repetition.segment().decoded(raw).strip();
    }

    /** Everything this place holds, separators included, with its escapes decoded. */
    public String wholeText() {
        return repetition.segment().decoded(repetition.raw(component, subcomponent));
    }

    public boolean isEmpty() {
        String raw = repetition.raw(component, subcomponent);
        return raw.isEmpty() || raw.equals("\"\"") || raw.isBlank();
    }

    public Segment segment() {
        return repetition.segment();
    }

    public int field() {
        return repetition.field();
    }

    /** From 0. */
    public int index() {
        return repetition.index();
    }

    /** `OBX[1]-5`, `PID[1]-5.1`, `PID[1]-3[2].4.2`. */
    public String source() {
        if (component == 0) {
            return repetition.label();
        }
        String label = repetition.components() == 1 && component == 1
                ? repetition.label()
                : repetition.label() + '.' + component;
        return subcomponent > 1 ? label + '.' + subcomponent : label;
    }

    /** Notes that a row used this place; for a whole repetition read as text, its first component. */
    public void markMapped() {
        repetition.markMapped(component == 0 ? 1 : component);
    }

    public void markWholeMapped() {
        repetition.markMapped(component);
    }

    public void markReason(int part, String reason) {
        repetition.markReason(part, reason);
    }
}
