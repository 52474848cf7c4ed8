package org.hulian.mappers.definition;

import java.util.List;
import java.util.Map;
import org.hulian.mappers.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One row of a map: from where, to which element, and how. At most one of each, choices, with, value, ref, fields.
 *
 * @param id        identity within the map, `code`, used in traces
 * @param from      the first populated place is used; empty for fixed values and references
 * @param to        element path in the map's type
 * @param each      datatype map applied to each repetition
 * @param by        place whose value chooses among choices
 * @param choices   from value to datatype maps or primitive types, the first whose condition holds is used
 * @param with      named function
 * @param args      its fixed arguments
 * @param translate ConceptMap id, or `$translate` for the one the using row names
 * @param table     v2 table of the codes, or `$table`
 * @param ref       alias of a resource of this message
 * @param all       whether ref stands for all such resources below
 */
public record Row(
        String id,
        List<SourcePath> from,
        String to,
        @Nullable String each,
        @Nullable SourcePath by,
        Map<String, List<String>> choices,
        @Nullable String with,
        List<String> args,
        @Nullable String translate,
        @Nullable String table,
        @Nullable JsonValue value,
        @Nullable JsonValue otherwise,
        @Nullable String ref,
        boolean all,
        List<Row> fields,
        Condition when,
        Location at) {}
