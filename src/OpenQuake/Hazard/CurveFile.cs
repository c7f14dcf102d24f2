using System.Globalization;
using System.Text.RegularExpressions;
using Workers.OpenQuake.Ini;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>One file of hazard curves: an IMT and a realization or statistic.</summary>
internal sealed partial record CurveFile(string Name, string Imt, string Kind, IReadOnlyDictionary<string, string> Comment, double[] Levels)
{
    private const string LevelPrefix = "poe-";

    /// <summary>Place of each row: lon and lat to 5 decimals, depth.</summary>
    public List<(double Lon, double Lat, double Depth)> Places { get; } = [];

    /// <summary>PoEs, rows × levels.</summary>
    public List<double> Poes { get; } = [];

    public List<int> Lines { get; } = [];

    public static CurveFile Read(string path, string name)
    {
        using var csv = new Utf8Csv(path, name);
        var comment = HeaderComment.Parse(csv.Comment);
        var named = FileName().Match(Path.GetFileName(name));
        var imt = comment.GetValueOrDefault("imt") ?? (named.Success ? named.Groups["imt"].Value
            : throw csv.Malformed("Nothing says the intensity measure type.", "imt='PGA' in the # line, or a name like hazard_curve-mean-PGA_12.csv"));
        var kind = comment.GetValueOrDefault("kind") ?? (named.Success ? KindOf(named) : "mean");
        if (!KindText().IsMatch(kind))
            throw csv.Malformed($"The kind '{IniFile.Shorten(kind)}' is not known.", "rlz-000, mean, quantile-0.5, max or std");
        var file = new CurveFile(name, imt, kind, comment, ReadLevels(csv));
        file.ReadRows(csv);
        return file;
    }

    private static string KindOf(Match name) => name.Groups["quantile"].Success ? "quantile-" + name.Groups["quantile"].Value : name.Groups["kind"].Value;

    private static double[] ReadLevels(Utf8Csv csv)
    {
        var levels = csv.Header.Where(h => h.StartsWith(LevelPrefix)).Select(h =>
            double.TryParse(h.AsSpan(LevelPrefix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var level) && level >= 0 && double.IsFinite(level)
                ? level : throw csv.Malformed($"The column {IniFile.Shorten(h)} names no level.", "poe- and a level")).ToArray();
        if (levels.Length == 0 || !csv.Header.Contains("lon") || !csv.Header.Contains("lat"))
            throw csv.Malformed("The file has no columns of hazard curves.", "lon, lat, depth, poe-<level>, …");
        for (var i = 1; i < levels.Length; i++)
            if (levels[i] <= levels[i - 1])
                throw new InputException(ErrorCode.LevelsNotIncreasing, $"The levels do not increase: {levels[i]:R} after {levels[i - 1]:R}.", csv.At, "levels that strictly increase");
        return levels;
    }

    private void ReadRows(Utf8Csv csv)
    {
        while (csv.NextRow())
        {
            var rest = csv.Row;
            var (lon, lat, depth) = (double.NaN, double.NaN, 0d);
            for (var column = 0; column < csv.Header.Length; column++)
            {
                var field = Utf8Field.Take(ref rest, out var last);
                if (last != (column == csv.Header.Length - 1))
                    throw csv.Malformed("The line has another number of fields than the header.", $"{csv.Header.Length} fields");
                var name = csv.Header[column];
                if (name.StartsWith(LevelPrefix))
                    Poes.Add(Poe(field, csv));
                else if (name == "lon")
                    lon = Coordinate(field, 180, csv);
                else if (name == "lat")
                    lat = Coordinate(field, 90, csv);
                else if (name == "depth")
                    depth = Coordinate(field, 1e4, csv);
            }
            Places.Add((lon, lat, depth));
            Lines.Add(csv.Line);
        }
        if (Places.Count == 0)
            throw csv.Malformed("The file has no curves.", "at least one");
    }

    private static double Poe(ReadOnlySpan<byte> field, Utf8Csv csv)
    {
        if (!Utf8Field.TryNumber(field, out var poe))
            throw NotANumber(field, csv);
        return poe is >= 0 and <= 1 ? poe
            : throw new InputException(ErrorCode.PoeOutOfRange, $"The probability {poe:R} is out of range.", csv.At, "probabilities from 0 to 1");
    }

    private static double Coordinate(ReadOnlySpan<byte> field, double most, Utf8Csv csv)
    {
        if (!Utf8Field.TryNumber(field, out var value))
            throw NotANumber(field, csv);
        return Math.Abs(value) <= most ? Math.Round(value, 5)
            : throw new InputException(ErrorCode.CoordinateOutOfRange, $"The coordinate {value:R} is out of range.", csv.At, $"-{most} to {most}");
    }

    public static InputException NotANumber(ReadOnlySpan<byte> field, Utf8Csv csv) => new(ErrorCode.HazardNotANumber,
        $"'{IniFile.Shorten(System.Text.Encoding.UTF8.GetString(field))}' is not a number.", csv.At, "finite numbers");

    [GeneratedRegex(@"^(quantile_curve-(?<quantile>[0-9.]+)|hazard_curve-(?<kind>rlz-[0-9]+|mean|max|std|quantile-[0-9.]+))-(?<imt>.+?)(_[0-9]+)?\.csv$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^(rlz-[0-9]{1,9}|mean|max|std|quantile-[0-9]*\.?[0-9]+)$")]
    private static partial Regex KindText();
}
