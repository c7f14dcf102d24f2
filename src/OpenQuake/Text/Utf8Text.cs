using System.Text;

namespace Workers.OpenQuake.Text;

/// <summary>Bytes that should be text.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its byte order mark; null if the bytes are not UTF-8.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> content)
    {
        try
        {
            return Strict.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
