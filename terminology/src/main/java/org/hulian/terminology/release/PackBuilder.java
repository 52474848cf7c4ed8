package org.hulian.terminology.release;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.hulian.terminology.load.DataProblem;
import org.hulian.terminology.load.InvalidDataException;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Property;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a release concept by concept and writes its file. Texts are kept as UTF-8, so that a release of 350,000
 * concepts and 1.5 million descriptions takes some 300 MB while it is made. Concepts keep the order they came in.
 */
final class PackBuilder {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> codes = new ArrayList<>();
    private final List<byte @Nullable []> displays = new ArrayList<>();
    private final List<Bytes> details = new ArrayList<>();
    private final BitSet inactive = new BitSet();
    private final BitSet abstracts = new BitSet();
    private final List<int[]> pairs = new ArrayList<>();

    /** The number of a code, new or known. */
    int concept(String code) {
        Integer known = numbers.get(code);
        if (known != null) {
            return known;
        }
        int number = codes.size();
        numbers.put(code, number);
        codes.add(code);
        displays.add(null);
        details.add(new Bytes());
        return number;
    }

    boolean has(String code) {
        return numbers.containsKey(code);
    }

    int size() {
        return codes.size();
    }

    void display(int number, String display) {
        displays.set(number, new Bytes().text(display).toArray());
    }

    boolean hasDisplay(int number) {
        return displays.get(number) != null;
    }

    void definition(int number, String definition) {
        details.get(number).number(PackFormat.DEFINITION).text(definition);
    }

    void designation(int number, Designation designation) {
        Bytes bytes = details.get(number).number(PackFormat.DESIGNATION).text(designation.language());
        bytes.text(designation.use() == null ? null : designation.use().system());
        bytes.text(designation.use() == null ? null : designation.use().code());
        bytes.text(designation.use() == null ? null : designation.use().display());
        bytes.text(designation.value());
    }

    void property(int number, Property property) {
        details.get(number)
                .number(PackFormat.PROPERTY)
                .text(property.code())
                .text(property.kind().element())
                .text(property.value());
    }

    void inactive(int number) {
        inactive.set(number);
    }

    void abstrakt(int number) {
        abstracts.set(number);
    }

    /** The parent stands one level above the child. */
    void parent(int child, int parent) {
        pairs.add(new int[] {child, parent});
    }

    /**
     * Writes everything, first beside the file and then in its place.
     *
     * @throws InvalidDataException when the file would be longer than can be mapped; nothing is left of it
     */
    void write(Path file, PackHead head) throws IOException {
        write(file, head, Integer.MAX_VALUE);
    }

    /** The same up to a length in bytes. */
    void write(Path file, PackHead head, long longest) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            sections(beside, head);
            if (Files.size(beside) > longest) {
                throw tooLarge(file, longest);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (ArithmeticException past) {
            throw tooLarge(file, longest);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static InvalidDataException tooLarge(Path file, long longest) {
        String message = "the code system would be longer than " + longest
                + " bytes; import a part of the release, such as one module, or fewer languages";
        return new InvalidDataException(
                List.of(new DataProblem(file.getFileName().toString(), 0, "", message)));
    }

    private void sections(Path beside, PackHead head) throws IOException {
        Links links = Links.of(size(), pairs);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16))) {
            out.write(PackFormat.MAGIC);
            byte[] described = head.toBytes();
            out.writeInt(described.length);
            out.write(described);
            out.writeInt(size());
            Integer[] order = new Integer[size()];
            Arrays.setAll(order, number -> number);
            Arrays.sort(order, (a, b) -> codes.get(a).compareTo(codes.get(b)));
            for (Integer number : order) {
                out.writeInt(number);
            }
            section(out, number -> record(number));
            section(out, number -> new Bytes().ascending(links.parents(number)).toArray());
            section(out, number -> new Bytes().ascending(links.children(number)).toArray());
            section(
                    out,
                    number -> new Bytes().ascending(links.ancestors(number)).toArray());
            words(out);
        }
    }

    private byte[] record(int number) {
        int flags =
                (inactive.get(number) ? PackFormat.INACTIVE : 0) | (abstracts.get(number) ? PackFormat.ABSTRACT : 0);
        byte[] display = displays.get(number);
        return new Bytes()
                .number(flags)
                .text(codes.get(number))
                .all(display == null ? new byte[] {0} : display)
                .all(details.get(number).toArray())
                .number(PackFormat.END)
                .toArray();
    }

    /** Where each concept's bytes begin, then the bytes. */
    private void section(DataOutputStream out, IntFunction<byte[]> content) throws IOException {
        int at = 0;
        for (int number = 0; number < size(); number++) {
            out.writeInt(at);
            at = Math.addExact(at, content.apply(number).length);
        }
        out.writeInt(at);
        for (int number = 0; number < size(); number++) {
            out.write(content.apply(number));
        }
    }

    private void words(DataOutputStream out) throws IOException {
        Map<Long, Numbers> postings = new TreeMap<>();
        for (int number = 0; number < size(); number++) {
            Set<Long> keys = new TreeSet<>();
            PackFormat.wordings(new Cursor(ByteBuffer.wrap(record(number)), 0), (bytes, at, length) -> {
                byte[] text = new byte[length];
                bytes.get(at, text);
                Grams.add(new String(text, StandardCharsets.UTF_8), keys);
                return true;
            });
            for (Long key : keys) {
                postings.computeIfAbsent(key, one -> new Numbers()).add(number);
            }
        }
        out.writeInt(postings.size());
        for (Long key : postings.keySet()) {
            out.writeLong(key);
        }
        int at = 0;
        for (Numbers each : postings.values()) {
            out.writeInt(at);
            at = Math.addExact(at, each.written(size()).length);
        }
        out.writeInt(at);
        for (Numbers each : postings.values()) {
            out.write(each.written(size()));
        }
    }

    /** Ascending numbers of concepts, as their differences. */
    private static final class Numbers {
        private final Bytes differences = new Bytes();
        private int count;
        private int last;

        void add(int number) {
            differences.number(number - last);
            last = number;
            count++;
        }

        byte[] written(int size) {
            int[] numbers = new int[count];
            Cursor cursor = new Cursor(ByteBuffer.wrap(differences.toArray()), 0);
            int number = 0;
            for (int i = 0; i < count; i++) {
                number += cursor.number();
                numbers[i] = number;
            }
            return Postings.written(numbers, size);
        }
    }
}
