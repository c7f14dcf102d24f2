using System.Globalization;
using System.Text.Json;
using Workers.Contracts;
using Workers.Errors;
using Workers.Storage.Spatial;

namespace Workers.Operations.Jobs;

/// <summary>The area of interest as people give it: a GeoJSON file, or west,south,east,north.</summary>
public static class AreaArgument
{
    private const long MaxBytes = 64 << 20;
    private const int MaxDepth = 32;

    /// <summary>Null for null: the whole exposure. What is read is a valid area.</summary>
    /// <exception cref="InputException">AreaInvalid, AreaTooComplex.</exception>
    public static Area? Read(string? argument)
    {
        if (argument is null) return null;
        var area = File.Exists(argument) ? ReadFile(argument) : ReadBox(argument);
        // Parsed here for its errors: they come before anything is submitted.
        AreaOfInterest.Parse(area.BoundingBox, area.Geometry);
        return area;
    }

    private static Area ReadBox(string text)
    {
        var box = text.Split(',', StringSplitOptions.TrimEntries).Select(Degrees).ToList();
        if (box.Count != 4 || box.Contains(null))
            throw AreaErrors.NeitherFileNorBox(text, "--area");
        return new Area { BoundingBox = [.. box.Select(v => v!.Value)] };
    }

    private static double? Degrees(string text)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        return isNumber && double.IsFinite(value) ? value : null;
    }

    private static Area ReadFile(string file)
    {
        if (new FileInfo(file).Length > MaxBytes)
            throw AreaErrors.FileTooLarge(MaxBytes >> 20, file);
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth };
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), options);
            return new Area { Geometry = document.RootElement.Clone() };
        }
        catch (JsonException e)
        {
            throw AreaErrors.FileNotJson(e.Message, file);
        }
    }
}
