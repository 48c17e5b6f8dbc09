package collegium.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the one jar, found by a list of what lies where. The loader that comes with such jars asks each of the hundred and
 * fifty within for every class and every file that is looked for, which is a third of the time in which the product starts.
 */
final class JarClasses extends URLClassLoader {

    private static final String LAUNCHED = "org.springframework.boot.loader.launch.LaunchedClassLoader";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String VERSIONS = "META-INF/versions/";

    static {
        registerAsParallelCapable();
    }

    private final List<Jar> jars;
    private final Map<String, List<Place>> places;

    /** One jar within, or the product's own classes. */
    private record Jar(URL url, Map<String, JarContent.Entry> entries, ProtectionDomain domain, @Nullable Manifest manifest) {}

    private record Place(Jar jar, JarContent.Entry entry) {}

    private JarClasses(List<Jar> jars, ClassLoader parent) {
        super(jars.stream().map(Jar::url).toArray(URL[]::new), parent);
        this.jars = jars;
        this.places = new HashMap<>(1 << 17);
        for (Jar jar : jars) {
            jar.entries().forEach((name, entry) -> places.merge(name, List.of(new Place(jar, entry)), JarClasses::both));
        }
    }

    private static List<Place> both(List<Place> before, List<Place> next) {
        List<Place> both = new ArrayList<>(before);
        both.addAll(next);
        return both;
    }

    /**
     * Runs the main class by these classes, where it was started from the one jar and not by them already. Answers whether it was; where
     * it was not, or the jar is not as expected, it is to go on as it is.
     */
    static boolean run(Class<?> main, String... args) {
        ClassLoader loader = main.getClassLoader();
        Path file = Path.of(System.getProperty("java.class.path"));
        // By name: these classes load themselves anew.
        if (!loader.getClass().getName().equals(LAUNCHED) || !(loader instanceof URLClassLoader found) || !Files.isRegularFile(file)) {
            return false;
        }
        JarClasses classes;
        try {
            classes = of(file, loader.getParent(), found.getURLs());
        } catch (IOException | RuntimeException e) {
            return false;
        }
        Thread.currentThread().setContextClassLoader(classes);
        try {
            classes.loadClass(main.getName()).getMethod("main", String[].class).invoke(null, (Object) args);
            return true;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The classes and files of what the URLs name within the file, behind those of the parent. */
    static JarClasses of(Path file, ClassLoader parent, URL... urls) throws IOException {
        return new JarClasses(jars(JarContent.of(file), urls), parent);
    }

    private static List<Jar> jars(JarContent outer, URL... urls) throws IOException {
        Map<String, JarContent.Entry> all = outer.entries();
        List<Jar> jars = new ArrayList<>();
        for (URL url : urls) {
            String path = url.toString();
            // jar:nested:/folder/collegium.jar/!BOOT-INF/lib/one.jar!/
            String inner = path.substring(path.indexOf("/!") + 2, path.length() - 2);
            Map<String, JarContent.Entry> entries = inner.endsWith("/") ? below(all, inner) : outer.within(within(all, inner)).entries();
            Manifest manifest = manifest(inner.endsWith("/") ? all : entries);
            versions(entries, manifest);
            jars.add(new Jar(url, entries, new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null), manifest));
        }
        return jars;
    }

    private static JarContent.Entry within(Map<String, JarContent.Entry> all, String inner) throws IOException {
        JarContent.Entry entry = all.get(inner);
        if (entry == null) {
            throw new IOException("No " + inner);
        }
        return entry;
    }

    private static Map<String, JarContent.Entry> below(Map<String, JarContent.Entry> all, String folder) {
        Map<String, JarContent.Entry> below = new HashMap<>();
        all.forEach((name, entry) -> {
            if (name.startsWith(folder) && name.length() > folder.length()) {
                below.put(name.substring(folder.length()), entry);
            }
        });
        return below;
    }

    private static @Nullable Manifest manifest(Map<String, JarContent.Entry> entries) throws IOException {
        JarContent.Entry entry = entries.get(MANIFEST);
        return entry == null ? null : new Manifest(new ByteArrayInputStream(entry.bytes()));
    }

    /** In a jar for several releases of Java what is for the latest up to this one takes the place of what is for all. */
    private static void versions(Map<String, JarContent.Entry> entries, @Nullable Manifest manifest) {
        if (manifest == null || !Boolean.parseBoolean(manifest.getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE))) {
            return;
        }
        Map<String, Integer> taken = new HashMap<>();
        for (Map.Entry<String, JarContent.Entry> one : List.copyOf(entries.entrySet())) {
            int slash = one.getKey().startsWith(VERSIONS) ? one.getKey().indexOf('/', VERSIONS.length()) : -1;
            if (slash < 0 || slash == one.getKey().length() - 1) {
                continue;
            }
            int release = Integer.parseInt(one.getKey().substring(VERSIONS.length(), slash));
            String name = one.getKey().substring(slash + 1);
            if (release <= Runtime.version().feature() && release > taken.getOrDefault(name, 0)) {
                taken.put(name, release);
                entries.put(name, one.getValue());
            }
        }
    }

    /** A folder may be named without its slash. */
    private List<Place> places(String name) {
        List<Place> found = places.get(name);
        return found == null ? places.getOrDefault(name + "/", List.of()) : found;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        List<Place> found = places(name.replace('.', '/') + ".class");
        if (found.isEmpty()) {
            throw new ClassNotFoundException(name);
        }
        Place place = found.getFirst();
        byte[] bytes = place.entry().bytes();
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            pack(name.substring(0, dot), place.jar());
        }
        return defineClass(name, bytes, 0, bytes.length, place.jar().domain());
    }

    private void pack(String name, Jar jar) {
        if (getDefinedPackage(name) == null) {
            try {
                if (jar.manifest() == null) {
                    definePackage(name, null, null, null, null, null, null, null);
                } else {
                    definePackage(name, jar.manifest(), jar.url());
                }
            } catch (IllegalArgumentException e) {
                // Another thread was first.
                if (getDefinedPackage(name) == null) {
                    throw e;
                }
            }
        }
    }

    @Override
    public @Nullable URL findResource(String name) {
        List<Place> found = places(name);
        return found.isEmpty() ? null : url(found.getFirst().jar(), name);
    }

    @Override
    public Enumeration<URL> findResources(String name) {
        // The root of each is no entry of any.
        return Collections.enumeration(name.isEmpty() ? jars.stream().map(Jar::url).toList()
                : places(name).stream().map(place -> url(place.jar(), name)).toList());
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        List<Place> found = places(name);
        boolean theirs = found.isEmpty() || !places.containsKey(name) || name.endsWith("/") || getParent().getResource(name) != null;
        return theirs ? super.getResourceAsStream(name) : new ByteArrayInputStream(found.getFirst().entry().bytes());
    }

    private static URL url(Jar jar, String name) {
        try {
            return URI.create(jar.url() + new URI(null, null, "/" + name, null).getRawPath().substring(1)).toURL();
        } catch (MalformedURLException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
