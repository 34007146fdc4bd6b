package org.ringspan.media.rtpengine;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringspan.media.Encryption;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.rtpengine.Bencode.Sequence;
import org.ringspan.media.rtpengine.Bencode.Text;

/**
 * How a session is described to rtpengine and by it, by the encryption on the side of the remote
 * side. rtpengine has one crypto suite here, that which all have (RFC 4568 section 6.2.1): it would
 * offer some that encrypt nothing.
 */
enum Profile {
  PLAIN(Encryption.NONE, "RTP/AVP") {
    @Override
    Map<String, Bencode> asked() {
      return Map.of("ICE", new Text("remove"));
    }

    @Override
    Optional<MediaSecurity> read(List<String> lines) {
      return Optional.of(MediaSecurity.NONE);
    }

    @Override
    MediaSecurity nobody() {
      return MediaSecurity.NONE;
    }
  },

  SDES(Encryption.SDES, "RTP/SAVP") {
    @Override
    Map<String, Bencode> asked() {
      return Map.of(
          "ICE",
          new Text("remove"),
          "DTLS",
          new Text("off"),
          "SDES",
          Sequence.of(
              "no-AEAD_AES_256_GCM",
              "no-AEAD_AES_128_GCM",
              "no-AES_256_CM_HMAC_SHA1_80",
              "no-AES_256_CM_HMAC_SHA1_32",
              "no-AES_192_CM_HMAC_SHA1_80",
              "no-AES_192_CM_HMAC_SHA1_32",
              "no-AES_CM_128_HMAC_SHA1_32",
              "no-F8_128_HMAC_SHA1_80",
              "no-F8_128_HMAC_SHA1_32",
              "no-NULL_HMAC_SHA1_80",
              "no-NULL_HMAC_SHA1_32"),
          "transport-protocol",
          new Text(protocol()));
    }

    @Override
    Optional<MediaSecurity> read(List<String> lines) {
      List<String> suites = lines.stream().filter(line -> line.startsWith("a=crypto:")).toList();
      return suites.size() == 1 && CRYPTO.matcher(suites.getFirst()).matches()
          ? Optional.of(new MediaSecurity(Encryption.SDES, suites))
          : Optional.empty();
    }

    @Override
    MediaSecurity nobody() {
      String key = Base64.getEncoder().encodeToString(chance(30));
      return new MediaSecurity(
          Encryption.SDES, List.of("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key));
    }
  },

  DTLS(Encryption.DTLS, "UDP/TLS/RTP/SAVPF") {
    @Override
    Map<String, Bencode> asked() {
      return Map.of(
          "ICE",
          new Text("force"),
          // Remote sides are behind NATs, the instance isn't: they look for the way.
          "ICE-lite",
          new Text("forward"),
          "SDES",
          Sequence.of("off"),
          "rtcp-mux",
          Sequence.of("require"),
          "transport-protocol",
          new Text(protocol()));
    }

    @Override
    Optional<MediaSecurity> read(List<String> lines) {
      Map<Pattern, String> found = new LinkedHashMap<>();
      List<String> candidates = new ArrayList<>();
      for (String line : lines) {
        DTLS_LINES.stream()
            .filter(form -> form.matcher(line).matches())
            .findFirst()
            .ifPresent(form -> found.put(form, line));
        if (CANDIDATE.matcher(line).matches() && candidates.size() < MOST_CANDIDATES) {
          candidates.add(line);
        }
      }
      if (found.size() < DTLS_LINES.size() || candidates.isEmpty()) {
        return Optional.empty();
      }
      List<String> all = new ArrayList<>(found.values());
      all.addAll(candidates);
      return Optional.of(new MediaSecurity(Encryption.DTLS, all));
    }

    // Without a fingerprint: a remote side that is called begins its handshake before its answer is
    // here. rtpengine keeps its certificate and checks it when the fingerprint comes; another
    // fingerprint would have it begin anew, which remote sides don't follow.
    @Override
    MediaSecurity nobody() {
      HexFormat hex = HexFormat.of().withUpperCase();
      return new MediaSecurity(
          Encryption.DTLS,
          List.of(
              "a=rtcp-mux",
              // It waits then, and doesn't call.
              "a=setup:active",
              "a=ice-ufrag:" + hex.formatHex(chance(8)),
              "a=ice-pwd:" + hex.formatHex(chance(16))));
    }
  };

  private static final Pattern CRYPTO =
      Pattern.compile("a=crypto:\\d{1,9} AES_CM_128_HMAC_SHA1_80 inline:[A-Za-z0-9+/]{40}");
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "a=candidate:[A-Za-z0-9+/]{1,32} 1 (?:UDP|udp) \\d{1,10} [0-9A-Fa-f.:]{2,45} \\d{1,5} typ host");
  private static final int MOST_CANDIDATES = 16;
  private static final int MOST_LINES = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a description of rtpengine's must have. */
  private static final List<Pattern> DTLS_LINES =
      List.of(
          Pattern.compile("a=rtcp-mux"),
          Pattern.compile("a=setup:actpass"),
          Pattern.compile("a=fingerprint:sha-(?:256|384|512) [0-9A-F]{2}(?::[0-9A-F]{2}){31,63}"),
          Pattern.compile("a=ice-ufrag:[A-Za-z0-9+/]{4,256}"),
          Pattern.compile("a=ice-pwd:[A-Za-z0-9+/]{22,256}"),
          Pattern.compile("a=ice-lite"));

  private final Encryption encryption;
  private final String protocol;

  Profile(Encryption encryption, String protocol) {
    this.encryption = encryption;
    this.protocol = protocol;
  }

  static Profile of(Encryption encryption) {
    return switch (encryption) {
      case NONE -> PLAIN;
      case SDES -> SDES;
      case DTLS -> DTLS;
    };
  }

  Encryption encryption() {
    return encryption;
  }

  /** What stands for it in an {@code m=} line. */
  String protocol() {
    return protocol;
  }

  /** What rtpengine is asked for, when it is to describe itself to the remote side. */
  abstract Map<String, Bencode> asked();

  /** What its description says about it. */
  abstract Optional<MediaSecurity> read(List<String> lines);

  /** A remote side that nobody can be. */
  abstract MediaSecurity nobody();

  /** What a description of rtpengine's says; nothing when it isn't one of this kind. */
  Optional<Described> described(String text) {
    List<String> lines = List.of(text.split("\r?\n", MOST_LINES));
    return Addresses.read(lines, protocol)
        .flatMap(at -> read(lines).map(security -> new Described(at, security)));
  }

  /** A description of rtpengine's. */
  record Described(Addresses at, MediaSecurity security) {}

  private static byte[] chance(int octets) {
    byte[] random = new byte[octets];
    RANDOM.nextBytes(random);
    return random;
  }
}
