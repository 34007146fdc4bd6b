package org.ringspan.identity.adapter;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider that does what a test wants. */
final class Provider implements AutoCloseable {
  private final HttpServer server;
  private ECKey key = newKey("first");
  private String issuer;
  private boolean broken;
  private final AtomicInteger asked = new AtomicInteger();

  Provider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    issuer = address();
    server.createContext("/.well-known/openid-configuration", this::metadata);
    server.createContext("/keys", this::keys);
    server.start();
  }

  static ECKey newKey(String name) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ProviderSettings settings() {
    var properties = new Properties();
    properties.setProperty("ringspan.oidc.issuer", address());
    return ProviderSettings.of(properties).orElseThrow();
  }

  /** From now on it signs with another key, and the former isn't among its keys. */
  void changesKey() {
    key = newKey("second");
  }

  ECKey key() {
    return key;
  }

  /** From now on it answers with errors. */
  void breaks() {
    broken = true;
  }

  /** From now on it is there again. */
  void recovers() {
    broken = false;
  }

  /** From now on it says that it is somebody else. */
  void callsItself(String name) {
    issuer = name;
  }

  /** How often it was asked for its keys. */
  int asked() {
    return asked.get();
  }

  /** What a good token says. */
  JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(address())
        .audience("ringspan-api")
        .subject("f3b0")
        .claim("preferred_username", "alice")
        .claim("scope", "openid ringspan:write")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  String token(JWTClaimsSet claims) {
    return signed(key, claims);
  }

  static String signed(ECKey key, JWTClaimsSet claims) {
    try {
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, address()));
  }

  private void keys(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    answer(exchange, new JWKSet(key.toPublicJWK()).toString());
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(broken ? 500 : 200, octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
