package org.quorate.api;

import org.quorate.codec.Json;
import org.quorate.model.Option;
import org.quorate.model.OptionCatalog;

/** The options that there are, for those who complete and explain them. */
final class OptionsJson {

    private OptionsJson() {}

    static Reply reply() {
        return Reply.ok(Reply.fields().put("property", json(OptionCatalog.PROPERTIES))
                .put("meta", json(OptionCatalog.META)).put("op", json(OptionCatalog.OPERATION))
                .put("fence", json(OptionCatalog.FENCE_DEVICE)));
    }

    private static Json json(OptionCatalog catalog) {
        return Json.list(catalog.options(), OptionsJson::json);
    }

    private static Json json(Option option) {
        return Json.object().put("name", option.name()).put("aliases", Json.texts(option.aliases()))
                .put("type", option.kind().word()).put("values", Json.texts(option.kind().choices()))
                .put("default", option.defaultValue()).put("meaning", option.meaning()).done();
    }
}
