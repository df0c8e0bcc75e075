package dev.approvals.http.page;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A window of a headless Chromium of this machine, with somebody before it. It waits for what is to be seen, long enough. */
final class Window implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String REMEMBER_VIOLATIONS = "window.violations = [];"
            + "document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI))";

    private final ChromeDriver driver;
    private String scheme = "light";

    Window() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(
                onPath("chromium", "chromium-browser", "google-chrome").toFile());
        // Tests often run as root, where Chromium's sandbox does not start; the page is our own.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(onPath("chromedriver").toFile())
                        .build(),
                options);
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", REMEMBER_VIOLATIONS));
        look(1440, "light");
    }

    private static Path onPath(String... names) {
        List<String> folders =
                List.of(Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + String.join(" or ", names)
                        + " on the PATH: install the Debian packages chromium and chromium-driver"));
    }

    private void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /** From now on this person sits here, or a stranger without a name; the office knows them by a header field. */
    Window as(String person) {
        command("Network.enable", Map.of());
        command(
                "Network.setExtraHTTPHeaders",
                Map.of("headers", person.isEmpty() ? Map.of() : Map.of("X-Test-User", person)));
        return this;
    }

    /** As if the screen were that wide, in the light or in the dark. */
    Window look(int width, String colours) {
        scheme = colours;
        boolean phone = width < 500;
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", phone ? 844 : 900, "deviceScaleFactor", 1, "mobile", phone));
        // Without motion, so that no picture and no measurement falls into the middle of a change.
        List<Map<String, String>> features = List.of(
                Map.of("name", "prefers-color-scheme", "value", colours),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"));
        command("Emulation.setEmulatedMedia", Map.of("features", features));
        return this;
    }

    /** Opens the inbox at a place, from nothing. */
    Window open(URI address, String place) {
        driver.get("about:blank");
        driver.get(address.resolve("/" + place).toString());
        return this;
    }

    /** Goes to another place within the page. */
    Window go(String place) {
        run("location.hash = arguments[0]", place);
        return this;
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object runAsync(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript(script, arguments);
    }

    long number(String script, Object... arguments) {
        return (Long) run("return " + script, arguments);
    }

    /** What can be read in the first element that a selector finds; empty where there is none. */
    String text(String selector) {
        return (String) run("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
    }

    boolean shows(String selector) {
        return (Boolean) run("return document.querySelector(arguments[0])?.checkVisibility() ?? false", selector);
    }

    Window awaitText(String selector, String part) {
        return awaits(selector + " says \"" + part + "\"", () -> text(selector).contains(part));
    }

    Window awaitShown(String selector) {
        return awaits(selector + " is shown", () -> shows(selector));
    }

    Window awaitGone(String selector) {
        return awaits(selector + " is gone", () -> !shows(selector));
    }

    Window awaitReady(String act) {
        return awaitShown(".act[data-act=" + act + "][data-ready=true]");
    }

    /** A page that is being changed may fail a look at it; the next one counts. */
    private Window awaits(String what, Supplier<Boolean> seen) {
        try {
            await(what)
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(WebDriverException.class)
                    .until(seen::get);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "Not seen: " + what + "; instead: " + picture("late").text("main"), late);
        }
        return this;
    }

    Window click(String selector) {
        awaitShown(selector);
        await("click on " + selector)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    driver.findElement(By.cssSelector(selector)).click();
                    return true;
                });
        return this;
    }

    /** Clicks, again where it did not count yet, until something is gone. */
    Window clickUntilGone(String selector, String thing) {
        return awaits(thing + " is gone after clicks on " + selector, () -> {
            if (shows(thing)) {
                driver.findElement(By.cssSelector(selector)).click();
            }
            return !shows(thing);
        });
    }

    /** Presses keys, one after the other, wherever the focus is. */
    Window press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    Window pressWithControl(Keys key) {
        return press(Keys.chord(Keys.CONTROL, key));
    }

    /** A picture, kept as output of the build. */
    Window picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + "-" + scheme + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said of the page by the browser: errors of scripts, and what its security policy kept out. */
    List<String> complaints() {
        Stream<String> console = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                // That a request was refused or not answered is what some tests are about.
                .filter(message -> !message.contains("Failed to load resource"));
        List<?> violations = (List<?>) run("return window.violations");
        return Stream.concat(console, violations.stream().map(String::valueOf)).toList();
    }

    /** What axe finds that is serious. */
    List<?> barriers() {
        run(axe());
        return (List<?>) runAsync("const done = arguments[arguments.length - 1]; axe.run().then(r => done(r.violations"
                + ".filter(v => v.impact == 'serious' || v.impact == 'critical')"
                + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join())))");
    }

    private static String axe() {
        try (InputStream in = Window.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
