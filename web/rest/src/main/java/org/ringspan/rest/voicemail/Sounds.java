package org.ringspan.rest.voicemail;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.ringspan.rest.http.Problem;
import org.ringspan.voicemail.boundary.Sound;
import org.ringspan.voicemail.boundary.SoundRange;

/** Sound as an answer: all of it, or the part that a player asks for (RFC 9110 section 14). */
final class Sounds {
  /** Its media type. */
  static final String WAV = "audio/wav";

  private Sounds() {}

  static Response answer(Sound sound, HttpHeaders asked, Request request) {
    EntityTag tag = new EntityTag(sound.tag());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).build();
    }
    return switch (SoundRange.of(
        asked.getHeaderString("Range"), asked.getHeaderString("If-Range"), sound)) {
      case SoundRange.Whole() ->
          Response.ok((StreamingOutput) sound::writeTo, WAV)
              .tag(tag)
              .header("Accept-Ranges", "bytes")
              .header(HttpHeaders.CONTENT_LENGTH, sound.size())
              .build();
      case SoundRange.Part(var range) ->
          Response.status(Response.Status.PARTIAL_CONTENT)
              .type(WAV)
              .entity((StreamingOutput) out -> sound.writeTo(out, range.from(), range.to()))
              .tag(tag)
              .header("Accept-Ranges", "bytes")
              .header("Content-Range", range.header(sound))
              .header(HttpHeaders.CONTENT_LENGTH, range.length())
              .build();
      case SoundRange.Outside() ->
          Response.fromResponse(
                  Problem.response(
                      416, "no-such-range", "There is no such part", "it has " + sound.size()))
              .header("Content-Range", "bytes */" + sound.size())
              .build();
    };
  }
}
