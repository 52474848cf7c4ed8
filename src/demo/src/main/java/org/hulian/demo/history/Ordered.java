package org.hulian.demo.history;

import java.time.LocalDateTime;
import org.hulian.demo.resident.SourceRecord;

/** What was ordered at a visit, a panel or an examination. */
public interface Ordered {
    /** Of the order, at the institution of the visit. */
    String number();

    /** Where it was ordered. */
    Visit visit();

    /** The resident's record at the institution that performs it. */
    SourceRecord performer();

    /** When. */
    LocalDateTime ordered();
}
