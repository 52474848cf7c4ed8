package org.hulian.terminology.release;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hulian.terminology.code.Coding;
import org.hulian.terminology.lookup.CodeSystem;
import org.hulian.terminology.lookup.Concept;
import org.hulian.terminology.lookup.Designation;
import org.hulian.terminology.lookup.Head;
import org.hulian.terminology.lookup.Property;
import org.hulian.terminology.lookup.Traits;
import org.jspecify.annotations.Nullable;

/** A code system in a mapped file: the operating system keeps of it what is asked for. */
public final class PackedCodeSystem implements CodeSystem {
    private final ByteBuffer bytes;
    private final PackHead head;
    private final int size;
    private final int order;
    private final Section records;
    private final Section parents;
    private final Section children;
    private final Section ancestors;
    private final WordIndex index;

    /** Where the bytes of each concept lie. */
    private record Section(ByteBuffer bytes, int table, int size) {
        Cursor at(int number) {
            return new Cursor(bytes, table + 4 * (size + 1) + bytes.getInt(table + 4 * number));
        }

        int end() {
            return table + 4 * (size + 1) + bytes.getInt(table + 4 * size);
        }
    }

    private PackedCodeSystem(ByteBuffer bytes) {
        this.bytes = bytes;
        int at = PackFormat.MAGIC.length;
        byte[] described = new byte[bytes.getInt(at)];
        bytes.get(at + 4, described);
        this.head = PackHead.read(described);
        at += 4 + described.length;
        this.size = bytes.getInt(at);
        this.order = at + 4;
        this.records = new Section(bytes, order + 4 * size, size);
        this.parents = new Section(bytes, records.end(), size);
        this.children = new Section(bytes, parents.end(), size);
        this.ancestors = new Section(bytes, children.end(), size);
        this.index = new WordIndex(bytes, ancestors.end(), size);
    }

    /**
     * Maps a file.
     *
     * @throws IOException when it cannot be read or is no pack
     */
    public static PackedCodeSystem open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException(file + " is longer than can be mapped");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            byte[] magic = new byte[PackFormat.MAGIC.length];
            if (bytes.capacity() > magic.length) {
                bytes.get(0, magic);
            }
            if (PackFormat.isOfAnotherVersion(magic)) {
                throw new IOException(file + " was written by another version of the hub; import the release again");
            }
            if (!Arrays.equals(magic, PackFormat.MAGIC)) {
                throw new IOException(file + " is no code system of this hub");
            }
            return new PackedCodeSystem(bytes);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | BufferUnderflowException cut) {
            throw new IOException(file + " is cut off; import the release again", cut);
        }
    }

    @Override
    public Head head() {
        return head.head();
    }

    @Override
    public Traits traits() {
        return head.traits();
    }

    @Override
    public @Nullable Concept find(String code) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int number = bytes.getInt(order + 4 * middle);
            int difference = code(number).compareTo(code);
            if (difference == 0) {
                return at(number);
            }
            low = difference < 0 ? middle + 1 : low;
            high = difference > 0 ? middle - 1 : high;
        }
        return null;
    }

    private String code(int number) {
        Cursor cursor = records.at(number);
        cursor.number();
        return cursor.present();
    }

    @Override
    public boolean isListed() {
        return true;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Concept at(int number) {
        Cursor cursor = records.at(number);
        int flags = cursor.number();
        String code = cursor.present();
        String display = cursor.text();
        String definition = null;
        List<Designation> designations = new ArrayList<>(2);
        List<Property> properties = new ArrayList<>(4);
        for (int kind = cursor.number(); kind != PackFormat.END; kind = cursor.number()) {
            switch (kind) {
                case PackFormat.DEFINITION -> definition = cursor.text();
                case PackFormat.DESIGNATION -> designations.add(designation(cursor));
                case PackFormat.PROPERTY ->
                    properties.add(new Property(cursor.present(), kind(cursor.present()), cursor.present(), null));
                default -> throw new IllegalStateException("not a pack of this hub");
            }
        }
        boolean inactive = (flags & PackFormat.INACTIVE) != 0;
        return new Concept(
                number,
                code,
                display,
                definition,
                designations,
                properties,
                List.of(),
                inactive ? "inactive" : null,
                inactive,
                (flags & PackFormat.ABSTRACT) != 0);
    }

    private static Property.Kind kind(String element) {
        for (Property.Kind kind : Property.Kind.values()) {
            if (kind.element().equals(element)) {
                return kind;
            }
        }
        throw new IllegalStateException("not a pack of this hub");
    }

    private static Designation designation(Cursor cursor) {
        String language = cursor.text();
        String system = cursor.text();
        String code = cursor.text();
        String display = cursor.text();
        Coding use = system == null || code == null ? null : new Coding(system, code, display);
        return new Designation(language, use, cursor.present(), List.of());
    }

    @Override
    public boolean isInactive(int number) {
        return (records.at(number).number() & PackFormat.INACTIVE) != 0;
    }

    @Override
    public int[] parents(int number) {
        return parents.at(number).ascending();
    }

    @Override
    public int[] children(int number) {
        return children.at(number).ascending();
    }

    @Override
    public boolean subsumes(int ancestor, int descendant) {
        return ancestor == descendant || ancestors.at(descendant).holds(ancestor);
    }

    @Override
    public IntStream descendants(int number) {
        BitSet met = new BitSet(size);
        int[] waiting = new int[size];
        int count = 0;
        waiting[count++] = number;
        while (count > 0) {
            for (int child : children.at(waiting[--count]).ascending()) {
                if (!met.get(child)) {
                    met.set(child);
                    waiting[count++] = child;
                }
            }
        }
        met.clear(number);
        return met.stream();
    }

    @Override
    public IntStream holding(String[] words) {
        WordIndex.Candidates found = index.holding(words);
        if (found != null && found.certain()) {
            return found.numbers();
        }
        WordSearch search = new WordSearch(words);
        return (found == null ? IntStream.range(0, size) : found.numbers())
                .filter(number -> search.matches(records.at(number)));
    }
}
