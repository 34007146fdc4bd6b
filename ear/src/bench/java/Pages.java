import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Opens pages of the console as its administrator.
 *
 * <p>Arguments {@code pages ADDRESS PASSWORD TIMES PATH...}: opens each page so often, one after the other, and prints {@code path|p50|p95|longest}
 * in milliseconds; the first quarter of them, at least five, warms up and doesn't count. Arguments {@code watch ADDRESS PASSWORD BROWSERS SECONDS}:
 * so many browsers show the live calls for so long; prints how many lists and octets they got.
 */
final class Pages {
  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();

  private Pages(String address) {
    this.address = address;
  }

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "pages" -> pages(args);
      case "watch" -> watch(args);
      default -> throw new IllegalArgumentException("pages or watch");
    }
  }

  private static void pages(String[] args) throws Exception {
    Pages browser = new Pages("http://" + args[1] + ":8080");
    browser.logIn(args[2]);
    int times = Integer.parseInt(args[3]);
    for (String path : Arrays.asList(args).subList(4, args.length)) {
      int warm = Math.max(5, times / 4);
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < warm + times; i++) {
        long begin = System.nanoTime();
        HttpResponse<String> page = browser.get(path);
        double took = (System.nanoTime() - begin) / 1e6;
        if (page.statusCode() != 200 || page.body().contains("login:password")) {
          throw new IllegalStateException(path + " is answered by " + page.statusCode());
        }
        if (i >= warm) {
          millis.add(took);
        }
      }
      millis.sort(null);
      System.out.printf("%s|%.0f|%.0f|%.0f%n", path, at(millis, 50), at(millis, 95), millis.getLast());
      System.out.flush();
    }
  }

  private static double at(List<Double> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }

  private static void watch(String[] args) throws Exception {
    int browsers = Integer.parseInt(args[3]);
    long end = System.nanoTime() + Long.parseLong(args[4]) * 1_000_000_000L;
    long[] lists = new long[browsers];
    long[] octets = new long[browsers];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < browsers; i++) {
      int number = i;
      Pages browser = new Pages("http://" + args[1] + ":8080");
      browser.logIn(args[2]);
      threads.add(Thread.ofVirtual().start(() -> browser.watch(end, number, lists, octets)));
    }
    System.out.println("watching");
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf("lists=%d%noctets=%d%n", Arrays.stream(lists).sum(), Arrays.stream(octets).sum());
  }

  private void watch(long end, int number, long[] lists, long[] octets) {
    while (System.nanoTime() < end) {
      try {
        HttpResponse<InputStream> stream =
            http.send(HttpRequest.newBuilder(URI.create(address + "/console/live-events")).build(), BodyHandlers.ofInputStream());
        byte[] buffer = new byte[65_536];
        try (InputStream in = stream.body()) {
          for (int n = in.read(buffer); n >= 0 && System.nanoTime() < end; n = in.read(buffer)) {
            octets[number] += n;
            for (int i = 0; i < n - 1; i++) {
              if (buffer[i] == '\n' && buffer[i + 1] == '\n') {
                lists[number]++;
              }
            }
          }
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void logIn(String password) throws Exception {
    HttpResponse<String> page = get("/login");
    Map<String, String> fields =
        Map.of(
            "login", "login",
            "login:name", "admin",
            "login:password", password,
            "login:enter", "Log in",
            "primefaces.nonce", hidden(page.body(), "primefaces\\.nonce"),
            "jakarta.faces.ViewState", hidden(page.body(), "jakarta\\.faces\\.ViewState"));
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 302) {
      throw new IllegalStateException("the administrator can't log in: " + answer.statusCode());
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  private static String hidden(String page, String name) {
    Matcher matcher = Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("the login page has no " + name);
    }
    return matcher.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
