package org.hulian.demo.history;

import java.time.LocalDateTime;
import org.hulian.demo.catalogue.Exam;
import org.hulian.demo.resident.SourceRecord;

/** An examination ordered at a visit and made at the imaging centre. */
public record ImagingOrder(
        String number,
        Visit visit,
        Exam exam,
        SourceRecord performer,
        LocalDateTime ordered,
        LocalDateTime performed,
        boolean repeat,
        boolean abnormal)
        implements Ordered {}
