package org.hulian.security.audit;

/**
 * What it was done to.
 *
 * @param type resource type; for a message its event, such as {@code ORU^R01}; for a log its number
 * @param id logical id
 * @param version version of the resource, 0 when none is known
 */
public record Entity(Kind kind, String type, String id, int version) {

    /** Names are part of the canonical form and never change. */
    public enum Kind {
        RESOURCE,
        MESSAGE,
        LOG
    }

    public static Entity resource(String type, String id, int version) {
        return new Entity(Kind.RESOURCE, type, id, version);
    }

    public static Entity message(String event, String id) {
        return new Entity(Kind.MESSAGE, event, id, 0);
    }

    public static Entity log(int log, long throughSeq) {
        return new Entity(Kind.LOG, Integer.toString(log), Long.toString(throughSeq), 0);
    }
}
