package org.hulian.mappers;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * What is agreed with the institution that sends.
 *
 * @param code              the institution's code; `Organization/<code>` stands for it
 * @param defaultCharset    HL7 table 0211 name used when MSH-18 is empty
 * @param zone              of times sent without an offset
 * @param identifierSystems from identifier type (table 0203), assigning authority name or its universal id to a system URI
 * @param localCodeSystem   system URI of the sender's own codes
 * @param unitMap           id of the ConceptMap from the sender's units to UCUM
 * @param codeMap           id of the ConceptMap from the sender's test codes to LOINC
 * @param facilities        values of MSH-4 accepted from this sender; empty accepts any
 */
public record Sender(
        String code,
        String defaultCharset,
        ZoneId zone,
        Map<String, String> identifierSystems,
        String localCodeSystem,
        String unitMap,
        String codeMap,
        Set<String> facilities) {}
