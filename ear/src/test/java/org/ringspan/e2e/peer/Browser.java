package org.ringspan.e2e.peer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.ringspan.e2e.server.Eventually;

/** A headless chromium on pages of one server. */
public final class Browser implements AutoCloseable {
  /** A desktop. */
  public static final int WIDE = 1280;

  /** A telephone. */
  public static final int NARROW = 390;

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String AXE = read("/axe.min.js");

  private final ChromeDriver driver;
  private final String address;

  /**
   * Starts it.
   *
   * @param address of the server, such as {@code http://127.0.0.1:8080}
   */
  public Browser(String address) {
    this(address, List.of());
  }

  /** One on an empty page, that speaks WebRTC over the loopback network and says its addresses. */
  public static Browser speaking() {
    var browser =
        new Browser(
            "about:",
            List.of(
                "--allow-loopback-in-peer-connection",
                "--disable-features=WebRtcHideLocalIpsWithMdns"));
    browser.open("blank");
    return browser;
  }

  private Browser(String address, List<String> more) {
    Peer.CHROMIUM.require();
    Peer.CHROMEDRIVER.require();
    this.address = address;
    var options = new ChromeOptions();
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--autoplay-policy=no-user-gesture-required",
        "--lang=en");
    options.addArguments(more);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.setBinary(program("chromium"));
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver"))
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    size(WIDE);
  }

  private static File program(String name) {
    return Path.of("/usr/bin", name).toFile();
  }

  private static String read(String resource) {
    try (InputStream in = Browser.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the window so wide, in pixels. */
  public void size(int width) {
    driver.manage().window().setSize(new Dimension(width, 900));
  }

  /** Shows light or dark colours, as the reader's system wishes. */
  public void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Opens a page of the server. */
  public void open(String path) {
    driver.get(address + path);
  }

  /** Logs in on the page that is open, or on the login page. */
  public void logIn(String login, String password) {
    if (driver.findElements(By.id("login:name")).isEmpty()) {
      open("/login");
    }
    fill("login:name", login);
    fill("login:password", password);
    press("login:enter");
  }

  /** Waits until a page of another server is open. */
  public void waitForAddress(String other) {
    Eventually.until(
        "a page of " + other,
        PATIENCE,
        () -> Objects.requireNonNull(driver.getCurrentUrl()),
        url -> url.startsWith(other));
  }

  /** The path of the page with its question. */
  public String path() {
    return Objects.requireNonNull(driver.getCurrentUrl()).substring(address.length());
  }

  /** The title of the page. */
  public String title() {
    return Objects.requireNonNull(driver.getTitle());
  }

  /** What a reader sees of the page. */
  public String text() {
    return driver.findElement(By.tagName("main")).getText();
  }

  /** The same while another page may be on its way. */
  private String textByNow() {
    try {
      return text();
    } catch (NoSuchElementException | StaleElementReferenceException e) {
      return "";
    }
  }

  /** The page as it came. */
  public String source() {
    return Objects.requireNonNull(driver.getPageSource());
  }

  /** Fills in a field. */
  public void fill(String id, String value) {
    WebElement field = driver.findElement(By.id(id));
    field.clear();
    field.sendKeys(value);
  }

  /** Fills in a field that is found by its label. */
  public void fillLabelled(String label, String value) {
    WebElement field = labelled(label);
    field.clear();
    field.sendKeys(value);
  }

  /** Chooses of a list that is found by its label what begins so. */
  public void chooseLabelled(String label, String words) {
    labelled(label).sendKeys(words);
  }

  private WebElement labelled(String label) {
    for (WebElement found : driver.findElements(By.tagName("label"))) {
      if (found.getText().replace("*", "").strip().equals(label)) {
        return driver.findElement(By.id(Objects.requireNonNull(found.getDomAttribute("for"))));
      }
    }
    throw new NoSuchElementException("no field labelled " + label);
  }

  /** What stands in a field that is found by its label. */
  public String valueLabelled(String label) {
    return Objects.requireNonNull(labelled(label).getDomProperty("value"));
  }

  /** Presses a button or link with this identifier. */
  public void press(String id) {
    driver.findElement(By.id(id)).click();
  }

  /** Presses the first button or link that says this. */
  public void pressText(String words) {
    for (By kind :
        List.of(
            By.xpath("//input[@type='submit' and @value='" + words + "']"),
            By.xpath("//button[normalize-space()='" + words + "']"),
            By.xpath("//a[normalize-space()='" + words + "']"),
            By.xpath("//summary[normalize-space()='" + words + "']"))) {
      List<WebElement> found =
          driver.findElements(kind).stream().filter(WebElement::isDisplayed).toList();
      if (!found.isEmpty()) {
        found.getFirst().click();
        return;
      }
    }
    throw new NoSuchElementException("nothing says " + words + " on " + path() + ":\n" + text());
  }

  /** Waits until the page says this. */
  public void expect(String words) {
    Eventually.until(
        "the page to say " + words, PATIENCE, this::textByNow, text -> text.contains(words));
  }

  /** Opens a page again and again until it says this. */
  public void expectAt(String path, String words) {
    Eventually.until(
        path + " to say " + words,
        PATIENCE,
        () -> {
          open(path);
          return text();
        },
        text -> text.contains(words));
  }

  /** Runs a script of the test's; what it returns, or an empty text. */
  public Object run(String script, Object... values) {
    return Objects.requireNonNullElse(driver.executeScript(script, values), "");
  }

  /** The value of a cookie. */
  public String cookie(String name) {
    return Objects.requireNonNull(driver.manage().getCookieNamed(name)).getValue();
  }

  /** What the browser had to complain about, without hints to developers. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Obstacles for people that axe-core calls serious or critical, with where they are. */
  public List<String> obstacles() {
    driver.executeScript(AXE);
    Object found =
        driver.executeAsyncScript(
            """
            var done = arguments[0];
            axe.run(document).then(function (result) {
              done(result.violations.filter(function (v) {
                return v.impact === 'serious' || v.impact === 'critical';
              }).map(function (v) {
                return v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(function (n) {
                  return n.html.slice(0, 200) + ' (' + (n.failureSummary || '').slice(0, 200) + ')';
                }).join(' | ');
              }));
            });
            """);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  /** Whether the page is wider than the window. */
  public boolean isTooWide() {
    return Boolean.TRUE.equals(
        run("return document.documentElement.scrollWidth > window.innerWidth + 1"));
  }

  /** Takes a picture of the whole page. */
  public void picture(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, Base64.getDecoder().decode(wholePage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Also what must be scrolled to. */
  private String wholePage() {
    Object width = run("return document.documentElement.scrollWidth");
    Object height = run("return document.documentElement.scrollHeight");
    Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    Object picture =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
            .get("data");
    return String.valueOf(picture);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
