package org.hulian.fhir.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** A transaction in progress over both databases, for what must change together with a resource. */
public interface StoreTransaction {
    /** The registry side, begun at first use. */
    Uni<SqlConnection> registry();

    /** The clinical side, begun at first use; both commit or neither. */
    Uni<SqlConnection> clinical();

    /** The name under which the clinical database knows a patient or person. */
    UUID pseudonym(UUID key);
}
