package collegium.web.administrator;

import java.util.Locale;

/** Constants as the names of their words. */
final class Words {

    private Words() {}

    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
