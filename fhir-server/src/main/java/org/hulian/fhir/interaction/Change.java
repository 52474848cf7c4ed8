package org.hulian.fhir.interaction;

import org.hulian.fhir.patch.Patch;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.Version;
import org.jspecify.annotations.Nullable;

/** A change as it was asked for, by a request of its own or by an entry of a Bundle. */
public sealed interface Change {
    /** The type it changes. */
    ResourceType type();

    /**
     * <a href="https://hl7.org/fhir/R4/http.html#create">create</a>.
     *
     * @param ifNoneExist criteria that nothing may meet, or null
     */
    record Create(ResourceType type, byte[] json, @Nullable String ifNoneExist) implements Change {}

    /** <a href="https://hl7.org/fhir/R4/http.html#update">update</a>. */
    record Update(Target target, byte[] json, @Nullable Version ifMatch) implements Change {
        @Override
        public ResourceType type() {
            return target.type();
        }
    }

    /** <a href="https://hl7.org/fhir/R4/http.html#patch">patch</a>. */
    record Patching(Target target, Patch patch, @Nullable Version ifMatch) implements Change {
        @Override
        public ResourceType type() {
            return target.type();
        }
    }

    /** <a href="https://hl7.org/fhir/R4/http.html#delete">delete</a>. */
    record Delete(Target target, @Nullable Version ifMatch) implements Change {
        @Override
        public ResourceType type() {
            return target.type();
        }
    }

    /** Whether only the store can say what becomes of it. */
    default boolean isLate() {
        return switch (this) {
            case Create create -> create.ifNoneExist() != null;
            case Update update -> update.target() instanceof Target.Match;
            case Patching patching -> true;
            case Delete delete -> delete.target() instanceof Target.Match;
        };
    }

    /** The criteria it depends on, or null. */
    default @Nullable String criteria() {
        return switch (this) {
            case Create create -> create.ifNoneExist();
            case Update update -> criteria(update.target());
            case Patching patching -> criteria(patching.target());
            case Delete delete -> criteria(delete.target());
        };
    }

    private static @Nullable String criteria(Target target) {
        return target instanceof Target.Match match ? match.criteria() : null;
    }
}
