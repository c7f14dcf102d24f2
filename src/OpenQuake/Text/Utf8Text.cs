using System.Buffers;
using System.Text;

namespace Workers.OpenQuake.Text;

/// <summary>A byte that no text in UTF-8 has at its place.</summary>
/// <param name="Value">The byte.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Position">Its position in the line, from 1.</param>
internal readonly record struct BadByte(byte Value, int Line, int Position);

/// <summary>
/// Bytes that should be text: UTF-8, or UTF-16 with a byte order mark, as some spreadsheets write it.
/// </summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaxBytesOfRune = 4;

    private static readonly Encoding Dropping = Encoding.GetEncoding(
        "utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(""));

    /// <summary>The text without its byte order mark; null if the bytes are no text.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> content)
    {
        try
        {
            // Strict decoders: a replacement character would become part of an id.
            return EncodingOf(content).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Decodes the file that begins with these bytes.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <param name="dropsBadBytes">
    /// Leaves out what is no UTF-8, as many bytes as Python's <c>errors='ignore'</c>; else it is an exception.
    /// </param>
    public static Decoder DecoderOf(ReadOnlySpan<byte> start, bool dropsBadBytes)
    {
        var encoding = EncodingOf(start);
        return (dropsBadBytes && encoding == Strict ? Dropping : encoding).GetDecoder();
    }

    /// <summary>The first byte that makes a file no UTF-8; null if it is. Read piece by piece.</summary>
    public static BadByte? FindBadByte(Stream content)
    {
        var buffer = new byte[1 << 16];
        var (line, before, kept) = (1, 0, 0);
        while (true)
        {
            var read = content.Read(buffer, kept, buffer.Length - kept);
            var bytes = buffer.AsSpan(0, kept + read);
            var wrong = FindWrong(bytes);
            // At the end of a piece: it may be cut, and is looked at again with what follows.
            var isCut = read > 0 && wrong < bytes.Length && bytes.Length - wrong < MaxBytesOfRune;
            if (wrong < bytes.Length && !isCut)
            {
                Count(bytes[..wrong], bytes[wrong], ref line, ref before);
                return new(bytes[wrong], line, before + 1);
            }
            if (read == 0)
                return null;
            // A carriage return is counted with what follows it.
            var looked = isCut ? wrong : bytes.Length;
            if (looked > 0 && bytes[looked - 1] == '\r')
                looked--;
            Count(bytes[..looked], (byte)'\r', ref line, ref before);
            bytes[looked..].CopyTo(buffer);
            kept = bytes.Length - looked;
        }
    }

    private static void Count(ReadOnlySpan<byte> bytes, byte next, ref int line, ref int before)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var following = i + 1 < bytes.Length ? bytes[i + 1] : next;
            var ends = bytes[i] == '\n' || (bytes[i] == '\r' && following != '\n');
            (line, before) = ends ? (line + 1, 0) : (line, before + 1);
        }
    }

    /// <summary>The first byte that makes bytes no UTF-8.</summary>
    public static BadByte FindBadByte(ReadOnlySpan<byte> content)
    {
        var at = Math.Min(FindWrong(content), content.Length - 1);
        var (line, start) = (1, 0);
        for (var i = 0; i < at; i++)
            if (content[i] == '\n' || (content[i] == '\r' && content[i + 1] != '\n'))
                (line, start) = (line + 1, i + 1);
        return new(content[at], line, at - start + 1);
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> content)
    {
        // Only with its mark: without one UTF-16 cannot be told from damaged UTF-8.
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return new UnicodeEncoding(bigEndian: content[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
        return Strict;
    }

    /// <summary>Position of the first byte that does not belong there; the length if there is none.</summary>
    private static int FindWrong(ReadOnlySpan<byte> content)
    {
        var at = 0;
        while (at < content.Length)
        {
            var plain = content[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (plain < 0)
                return content.Length;
            at += plain;
            if (Rune.DecodeFromUtf8(content[at..], out _, out var length) != OperationStatus.Done)
                return at;
            at += length;
        }
        return at;
    }
}
