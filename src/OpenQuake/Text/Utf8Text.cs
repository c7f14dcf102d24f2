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

    /// <summary>The text, with bytes that do not belong into UTF-8 left out.</summary>
    public static string DecodeLeniently(ReadOnlySpan<byte> content)
    {
        var text = new StringBuilder(content.Length);
        while (content.Length > 0)
        {
            var wrong = FindWrong(content);
            text.Append(Strict.GetString(content[..wrong]));
            if (wrong == content.Length)
                break;
            // As many bytes as Python's errors='ignore' drops.
            Rune.DecodeFromUtf8(content[wrong..], out _, out var length);
            content = content[(wrong + length)..];
        }
        return text.ToString().TrimStart('\uFEFF');
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
