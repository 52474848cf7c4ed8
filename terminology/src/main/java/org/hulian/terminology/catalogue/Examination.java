package org.hulian.terminology.catalogue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An imaging or functional examination.
 *
 * @param id           code in {@code http://hulian.org/fhir/CodeSystem/examination}
 * @param modality     DICOM modality, {@code OT} where there is none
 * @param loinc        the LOINC term, null where none is certain
 * @param imagesNeeded whether it stands for a new order only when its images or curves can be opened
 */
public record Examination(
        String id,
        String zh,
        String en,
        String category,
        String modality,
        String body,
        @Nullable String loinc,
        boolean imagesNeeded,
        Duration validity) {}
