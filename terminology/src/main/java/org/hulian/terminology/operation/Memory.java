package org.hulian.terminology.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hulian.terminology.expand.Contents;
import org.hulian.terminology.expand.Pins;
import org.hulian.terminology.expand.Resolver;
import org.hulian.terminology.lookup.Library;
import org.hulian.terminology.lookup.ValueSet;
import org.jspecify.annotations.Nullable;

/**
 * What value sets hold, kept until the library changes; the least recently used go first. Value sets that come with a
 * request, or are made for one because their URL implies them, are never met again and not kept.
 */
final class Memory {
    private final Library library;
    private final Map<Key, Contents> kept;
    private long edition;

    Memory(Library library, int most) {
        this.library = library;
        this.kept = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Contents> eldest) {
                return size() > most;
            }
        };
    }

    Contents contents(ValueSet set, Pins pins, Resolver resolver) {
        Key key = new Key(set, pins);
        long now = library.edition();
        Contents known = find(key, now);
        if (known != null) {
            return known;
        }
        Contents made = resolver.contents(set);
        if (isOfLibrary(set)) {
            keep(key, made, now);
        }
        return made;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isOfLibrary(ValueSet set) {
        return library.valueSets(set.head().url()).stream().anyMatch(each -> each == set);
    }

    private synchronized @Nullable Contents find(Key key, long now) {
        if (edition != now) {
            kept.clear();
            edition = now;
        }
        return kept.get(key);
    }

    private synchronized void keep(Key key, Contents contents, long made) {
        if (edition == made) {
            kept.put(key, contents);
        }
    }

    /** Value sets are told apart by identity. */
    private record Key(ValueSet set, Pins pins) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.set == set && key.pins.equals(pins);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(set) * 31 + pins.hashCode();
        }
    }
}
