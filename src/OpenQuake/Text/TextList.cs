namespace Workers.OpenQuake.Text;

/// <summary>Lists in files of text.</summary>
internal static class TextList
{
    /// <summary>Words with spaces, commas or line feeds between them.</summary>
    public static string[] Split(string text) =>
        text.Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
