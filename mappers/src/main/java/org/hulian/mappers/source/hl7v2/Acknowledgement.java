package org.hulian.mappers.source.hl7v2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of an ACK: MSH, MSA and, for an error, ERR in the form of the message's version (changed in 2.5). An order is
 * answered with ORR^O02 or ORL^O22: notes, then an ORC for each order.
 *
 * @param orders null for an ACK
 */
record Acknowledgement(
        Peeked.Envelope message,
        AckCode code,
        @Nullable AckError error,
        @Nullable List<OrderAnswer> orders,
        Instant at) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    String text() {
        char f = message.delimiters().field();
        char c = component();
        StringBuilder out = new StringBuilder(256);
        String type = type(c);
        out.append("MSH")
                .append(f)
                .append(message.delimiters().encodingCharacters())
                .append(f);
        out.append(message.receivingApplication())
                .append(f)
                .append(message.receivingFacility())
                .append(f);
        out.append(message.sendingApplication())
                .append(f)
                .append(message.sendingFacility())
                .append(f);
        out.append(STAMP.format(at)).append(f).append(f);
        out.append(isBefore("2.4") || message.trigger().isEmpty() ? type : type + c + structure())
                .append(f);
        out.append(controlId()).append(f);
        out.append(message.processingId().isEmpty() ? "P" : message.processingId())
                .append(f);
        out.append(message.version().isEmpty() ? "2.3" : message.version());
        if (!message.charset().isEmpty()) {
            out.repeat(f, 6).append(message.charset());
        }
        out.append("\rMSA").append(f).append(code).append(f).append(message.controlId());
        AckError failure = error;
        if (failure != null) {
            if (isBefore("2.7")) {
                out.append(f).append(limited(failure.text(), 80));
            }
            appendError(out, failure, f, c);
        }
        if (orders != null) {
            appendOrders(out, orders, f);
        }
        return out.append('\r').toString();
    }

    private String type(char c) {
        if (orders != null) {
            return structure().replace('_', c);
        }
        return "ACK" + (message.trigger().isEmpty() ? "" : c + message.trigger());
    }

    private String structure() {
        return orders == null ? "ACK" : message.type().equals("OML") ? "ORL_O22" : "ORR_O02";
    }

    private void appendOrders(StringBuilder out, List<OrderAnswer> answers, char f) {
        char r = message.delimiters().repetition() == 0
                ? '~'
                : message.delimiters().repetition();
        int number = 0;
        for (OrderAnswer answer : answers) {
            for (List<String> note : answer.notes()) {
                out.append("\rNTE")
                        .append(f)
                        .append(++number)
                        .append(f)
                        .append('L')
                        .append(f);
                out.append(note.stream().map(this::escaped).collect(Collectors.joining(String.valueOf(r))));
            }
        }
        for (OrderAnswer answer : answers) {
            if (!answer.placer().isEmpty()) {
                out.append("\rORC").append(f).append("OK").append(f).append(escaped(answer.placer()));
            }
        }
    }

    private void appendError(StringBuilder out, AckError failure, char f, char c) {
        out.append("\rERR").append(f);
        String location = failure.segment().isEmpty()
                ? ""
                : failure.segment() + c + failure.ordinal() + (failure.field() == 0 ? "" : "" + c + failure.field());
        if (isBefore("2.5")) {
            char s = message.delimiters().subcomponent() == 0
                    ? ' '
                    : message.delimiters().subcomponent();
            String padded = failure.segment().isEmpty()
                    ? "" + c + c + c
                    : location + (failure.field() == 0 ? "" + c + c : "" + c);
            out.append(padded).append(failure.code()).append(s).append(limited(failure.text(), 200));
            return;
        }
        out.append(f).append(location).append(f);
        out.append(failure.code())
                .append(c)
                .append(c)
                .append("HL70357")
                .append(f)
                .append('E');
        out.repeat(f, 3).append(limited(failure.text(), 200)).append(f).append(limited(failure.text(), 250));
    }

    /** The reply's own id: derived from the message's, within the 20 characters older versions allow. */
    private String controlId() {
        String id = "A" + Long.toString(at.toEpochMilli(), 36)
                + Integer.toHexString(message.controlId().hashCode());
        return id.length() > 20 ? id.substring(0, 20) : id;
    }

    private boolean isBefore(String version) {
        return message.version().compareTo(version) < 0;
    }

    private char component() {
        return message.delimiters().component() == 0
                ? '^'
                : message.delimiters().component();
    }

    private String limited(String text, int length) {
        int end = Math.min(text.length(), length);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return escaped(text.substring(0, end));
    }

    private String escaped(String text) {
        Delimiters d = message.delimiters();
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char ch = text.charAt(i);
            char sequence = ch == d.field()
                    ? 'F'
                    : ch == d.component()
                            ? 'S'
                            : ch == d.subcomponent() ? 'T' : ch == d.repetition() ? 'R' : ch == d.escape() ? 'E' : 0;
            if (sequence == 0 || d.escape() == 0) {
                out.append(ch < ' ' ? ' ' : ch);
            } else {
                out.append(d.escape()).append(sequence).append(d.escape());
            }
        }
        return out.toString();
    }
}
