package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.crmsh.language.CrmLanguage.Source;
import org.quorate.model.Container;
import org.quorate.model.Extras;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;

/**
 * Reads {@code bundle ID docker|podman|rkt NAME=VALUE ... [network ... {port-mapping ...}]
 * [storage {storage-mapping ...}] [meta ...] [primitive RSC]}.
 */
final class BundleParser {

    private static final Set<String> KEYWORDS = new TreeSet<>(List.of("docker", "podman", "rkt", "network",
            "storage", "port-mapping", "storage-mapping", "meta", "primitive"));

    private final Cursor cursor;
    private final Source source;
    private final List<SortedMap<String, String>> ports = new ArrayList<>();
    private final List<SortedMap<String, String>> storage = new ArrayList<>();
    private final List<ResourceId> members = new ArrayList<>();
    private final List<NvSet> meta = new ArrayList<>();
    private SortedMap<String, String> options = new TreeMap<>();
    private SortedMap<String, String> network = new TreeMap<>();

    BundleParser(Cursor cursor, Source source) {
        this.cursor = cursor;
        this.source = source;
    }

    Optional<Resource> read() {
        var id = PrimitiveParser.id(cursor, source);
        if (id.isEmpty()) {
            cursor.skipRest();
            return Optional.empty();
        }
        var extras = CrmLanguage.description(cursor, Extras.NONE);
        var engine = "";
        while (!cursor.atEnd()) {
            var keyword = cursor.take();
            var word = keyword.text().toLowerCase(Locale.ROOT);
            switch (word) {
                case "docker", "podman", "rkt" -> {
                    engine = word;
                    options = pairs();
                }
                case "network" -> network = pairs();
                case "port-mapping" -> ports.add(pairs());
                case "storage" -> {
                    // its mappings follow
                }
                case "storage-mapping" -> storage.add(pairs());
                case "meta" -> meta.add(new SetParser(cursor, KEYWORDS).read());
                case "primitive" -> member();
                default -> cursor.problem(keyword, "bundle: unexpected '" + keyword + "'"
                        + Suggestion.hint(word, KEYWORDS));
            }
        }
        if (engine.isEmpty()) {
            cursor.problem(cursor.keyword(), "bundle: docker, podman or rkt is missing, with image=NAME");
            return Optional.empty();
        }
        return Optional.of(new Resource.Bundle(id.get(),
                new Container(engine, options, network, ports, storage), members, meta, extras));
    }

    private void member() {
        cursor.takeId("the id of a primitive").ifPresent(members::add);
        if (!cursor.atEnd() && !cursor.peekIsOneOf(KEYWORDS)) {
            cursor.problem(cursor.take(),
                    "bundle: a primitive is named here by its id alone; define it before");
            cursor.skipRest();
        }
    }

    private SortedMap<String, String> pairs() {
        return new SetParser(cursor, KEYWORDS).read().values();
    }
}
