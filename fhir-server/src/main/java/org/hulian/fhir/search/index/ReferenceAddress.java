package org.hulian.fhir.search.index;

import java.util.Optional;
import org.hulian.fhir.resource.ResourceId;
import org.hulian.fhir.resource.ResourceType;
import org.hulian.fhir.resource.ResourceTypes;

/**
 * A resource of this server, as a reference names it.
 *
 * @see <a href="https://hl7.org/fhir/R4/references.html#literal">Literal references</a>
 */
public record ReferenceAddress(ResourceType type, String id) {

    /**
     * The resource a text leads to, if it is one of this server; a version is left out.
     *
     * @param base the server's FHIR base URL with a slash at the end
     */
    public static Optional<ReferenceAddress> of(String text, String base) {
        String local = text.startsWith(base) ? text.substring(base.length()) : text;
        int slash = local.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String id = withoutVersion(local.substring(slash + 1));
        return ResourceTypes.r4()
                .find(local.substring(0, slash))
                .filter(type -> ResourceId.isValid(id))
                .map(type -> new ReferenceAddress(type, id));
    }

    private static String withoutVersion(String rest) {
        int history = rest.indexOf("/_history/");
        return history < 0 ? rest : rest.substring(0, history);
    }
}
