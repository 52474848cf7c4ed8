package org.hulian.bench.message;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hulian.demo.Delivery;
import org.hulian.launcher.region.Institution;
import org.hulian.launcher.region.Region;
import org.hulian.launcher.region.SenderSettings;
import org.hulian.mappers.MappingResult;
import org.hulian.mappers.MessageMapper;
import org.hulian.mappers.Sender;
import org.hulian.mappers.SourceMessage;
import org.hulian.mappers.definition.Definitions;
import org.hulian.terminology.translate.ConceptMapSource;
import org.hulian.terminology.translate.ConceptMaps;

/** The mapper with the definitions, codes and senders of a region, as the hub has it. */
public final class Mapping {
    private static final UUID ID = new UUID(0x8000L, 0x8000_0000_0000_0000L);
    private static final Instant RECEIVED = Instant.parse("2026-11-20T00:00:00Z");

    private final MessageMapper mapper;
    private final Map<String, Sender> senders;

    public Mapping(Path region) {
        this.mapper = new MessageMapper(
                Definitions.bundled(), ConceptMaps.load(ConceptMapSource.folder(region.resolve("codes"))));
        this.senders = Region.in(region).institutions().stream()
                .filter(institution -> institution.sender() != null)
                .map(Mapping::sender)
                .collect(Collectors.toMap(Sender::code, Function.identity()));
    }

    public MappingResult map(Delivery.Message message) {
        Sender sender = Objects.requireNonNull(senders.get(message.sender()), "no sender " + message.sender());
        return mapper.map(new SourceMessage(ID, message.bytes(), RECEIVED), sender);
    }

    private static Sender sender(Institution institution) {
        SenderSettings settings = Objects.requireNonNull(institution.sender());
        String code = institution.code();
        return new Sender(
                code,
                Objects.requireNonNullElse(settings.charset(), "UTF-8"),
                ZoneId.of(Objects.requireNonNullElse(settings.timezone(), "Asia/Shanghai")),
                settings.identifierSystems(),
                Objects.requireNonNullElse(settings.localCodeSystem(), "http://hulian.org/fhir/codes/" + code),
                Objects.requireNonNullElse(settings.unitMap(), code + "-units"),
                Objects.requireNonNullElse(settings.codeMap(), code),
                Set.copyOf(settings.facility()));
    }
}
