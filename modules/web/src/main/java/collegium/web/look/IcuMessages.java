package collegium.web.look;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;

/**
 * The product's words as ICU messages, so that plurals and numbers are right in every language. What a body calls otherwise stands
 * in them by name: {@code {term_member}}, {@code {terms_member}}, and {@code {Term_member}}, {@code {Terms_member}} where a sentence
 * begins with it; the product's own word for it is the bundle's {@code term_member} and {@code terms_member}.
 */
public final class IcuMessages extends AbstractMessageSource {

    private static final List<String> BUNDLES = List.of("messages", "pages", "reviews", "connections");
    private static final Object[] NONE = {};
    private static final Pattern TERM = Pattern.compile("\\{[Tt]erms?_");
    private final Map<Locale, Map<String, String>> patterns = new ConcurrentHashMap<>();
    private final Supplier<Map<String, String>> own;

    /** With the product's own words alone. */
    public IcuMessages() {
        this(Map::of);
    }

    /** @param own the words of the body whose page is made, by their names in the bundle */
    IcuMessages(Supplier<Map<String, String>> own) {
        this.own = own;
    }

    @Override
    protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] arguments, @Nullable Locale locale) {
        Locale in = locale == null ? Locale.UK : locale;
        Map<String, String> all = patterns.computeIfAbsent(in, IcuMessages::load);
        String pattern = code == null ? null : all.get(code);
        if (pattern == null) {
            return null;
        }
        Object[] given = arguments == null ? NONE : arguments;
        MessageFormat format = new MessageFormat(pattern, in);
        return TERM.matcher(pattern).find() ? format.format(withTerms(all, given, in)) : format.format(given);
    }

    private Map<String, Object> withTerms(Map<String, String> all, Object[] given, Locale in) {
        Map<String, Object> named = new HashMap<>();
        all.forEach((key, word) -> {
            if (key.startsWith("term_") || key.startsWith("terms_")) {
                name(named, key, word, in);
            }
        });
        own.get().forEach((key, word) -> name(named, key, word, in));
        for (int i = 0; i < given.length; i++) {
            named.put(Integer.toString(i), given[i]);
        }
        return named;
    }

    private static void name(Map<String, Object> named, String key, String word, Locale in) {
        named.put(key, word);
        named.put("T" + key.substring(1), UCharacter.toTitleCase(in, word, BreakIterator.getSentenceInstance(in), UCharacter.TITLECASE_NO_LOWERCASE));
    }

    /** Never asked: every message is formatted by ICU above. */
    @Override
    protected java.text.@Nullable MessageFormat resolveCode(String code, Locale locale) {
        return null;
    }

    private static Map<String, String> load(Locale locale) {
        Map<String, String> loaded = new ConcurrentHashMap<>();
        for (String name : BUNDLES) {
            ResourceBundle bundle = ResourceBundle.getBundle(name, locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            bundle.keySet().forEach(key -> loaded.put(key, bundle.getString(key)));
        }
        return loaded;
    }
}
