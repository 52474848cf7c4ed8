package org.hulian.fhir.bulk;

import java.time.Duration;

/**
 * What exports may cost.
 *
 * @param rows       of one file, about
 * @param files      of one export
 * @param jobs       of one caller at a time
 * @param members    of a Group: patients, Groups within it, and theirs
 * @param groupDepth levels of Groups within a Group
 * @param life       how long a finished export can be read
 */
public record ExportLimits(int rows, int files, int jobs, int members, int groupDepth, Duration life) {}
