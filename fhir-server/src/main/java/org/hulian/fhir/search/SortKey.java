package org.hulian.fhir.search;

/** One key of {@code _sort}. */
public record SortKey(SearchParameter parameter, boolean descending) {
    /** Whether no index has its order, so that it is found out resource by resource. */
    public boolean isSifted() {
        return switch (parameter.kind()) {
            case TOKEN -> !parameter.name().equals(SearchParameters.ID.name());
            case REFERENCE, URI -> true;
            case STRING, DATE, QUANTITY, NUMBER, COMPOSITE, SPECIAL -> false;
        };
    }
}
