using System.Text;
using System.Text.RegularExpressions;
using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Hazard;

/// <summary>Where a curve stands.</summary>
/// <param name="Lon">Longitude, 5 decimals.</param>
/// <param name="Lat">Latitude, 5 decimals.</param>
/// <param name="Depth">Depth, km.</param>
/// <param name="Line">Line of the file.</param>
internal readonly record struct CurveRow(double Lon, double Lat, double Depth, int Line);

/// <summary>One file of hazard curves: an IMT and a realization or statistic.</summary>
internal sealed partial record CurveFile(
    string Name,
    string Imt,
    string Kind,
    IReadOnlyDictionary<string, string> Comment,
    double[] Levels)
{
    private const string LevelPrefix = "poe-";
    private const double MaxDepth = 1e4;

    /// <summary>Exports round: a part of the probability before it, and a little for those near 0.</summary>
    private const double RiseTolerance = 1e-5;

    private const double LeastRise = 1e-9;
    private const string StandardDeviation = "std";

    private enum Column
    {
        Other,
        Lon,
        Lat,
        Depth,
        Poe,
    }

    public List<CurveRow> Rows { get; } = [];

    /// <summary>PoEs, rows × levels.</summary>
    public List<double> Poes { get; } = [];

    /// <summary>Where a row stands.</summary>
    public string At(int row) => $"{Name}:{Rows[row].Line}";

    public static CurveFile Read(string path, string name)
    {
        using var csv = new Utf8Csv(path, name, ErrorCode.HazardFileMalformed);
        var comment = HeaderComment.Parse(csv.Comment);
        var named = FileName().Match(Path.GetFileName(name));
        var imt = comment.GetValueOrDefault("imt");
        // What the file says counts; its name only helps older exports.
        if (imt is null)
            imt = named.Success ? named.Groups["imt"].Value : throw CurveErrors.NoImt(csv.At);
        // Names of secondary perils are not IMTs and stay as they are.
        imt = ImtName.TryNormalize(imt) ?? imt;
        var kind = comment.GetValueOrDefault("kind") ?? (named.Success ? KindOf(named) : "mean");
        if (!KindText().IsMatch(kind))
            throw CurveErrors.UnknownKind(kind, csv.At);
        var file = new CurveFile(name, imt, kind, comment, ReadLevels(csv));
        file.ReadRows(csv);
        return file;
    }

    private static string KindOf(Match name)
    {
        var quantile = name.Groups["quantile"];
        return quantile.Success ? $"quantile-{quantile.Value}" : name.Groups["kind"].Value;
    }

    private static double[] ReadLevels(Utf8Csv csv)
    {
        var levels = csv.Header.Where(h => h.StartsWith(LevelPrefix)).Select(h => ReadLevel(h, csv)).ToArray();
        if (levels.Length == 0 || !csv.Header.Contains("lon") || !csv.Header.Contains("lat"))
            throw CurveErrors.NoCurveColumns(csv.At);
        for (var i = 1; i < levels.Length; i++)
            // Interpolation searches the levels: out of order it would find anything.
            if (levels[i] <= levels[i - 1])
                throw CurveErrors.LevelsNotIncreasing(levels[i], levels[i - 1], csv.At);
        return levels;
    }

    private static double ReadLevel(string column, Utf8Csv csv) =>
        NumberText.TryParse(column.AsSpan(LevelPrefix.Length), out var level) && level >= 0
            ? level
            : throw CurveErrors.NoLevel(column, csv.At);

    private void ReadRows(Utf8Csv csv)
    {
        var columns = csv.Header.Select(ColumnOf).ToArray();
        while (csv.NextRow())
            ReadRow(csv, columns);
        if (Rows.Count == 0)
            throw CurveErrors.NoCurveRows(csv.At);
    }

    private void ReadRow(Utf8Csv csv, Column[] columns)
    {
        var rest = csv.Row;
        // Both columns are there (see ReadLevels): NaN never stays.
        var lon = double.NaN;
        var lat = double.NaN;
        var depth = 0d;
        for (var at = 0; at < columns.Length; at++)
        {
            var field = Utf8Field.Take(ref rest, out var isLast);
            csv.CheckLast(at, isLast);
            switch (columns[at])
            {
                case Column.Poe:
                    Poes.Add(ReadPoe(field, csv));
                    break;
                case Column.Lon:
                    lon = ReadCoordinate(field, 180, csv);
                    break;
                case Column.Lat:
                    lat = ReadCoordinate(field, 90, csv);
                    break;
                case Column.Depth:
                    depth = ReadCoordinate(field, MaxDepth, csv);
                    break;
            }
        }
        // The spread over realizations may grow with the level.
        if (Kind != StandardDeviation)
            RefuseRise(csv);
        Rows.Add(new(lon, lat, depth, csv.Line));
    }

    /// <summary>An exceedance of a higher level is one of a lower level too.</summary>
    private void RefuseRise(Utf8Csv csv)
    {
        for (var at = Poes.Count - Levels.Length + 1; at < Poes.Count; at++)
            if (Poes[at] > Poes[at - 1] * (1 + RiseTolerance) + LeastRise)
                throw CurveErrors.PoeRises(Poes[at], Poes[at - 1], csv.At);
    }

    private static Column ColumnOf(string name) => name switch
    {
        "lon" => Column.Lon,
        "lat" => Column.Lat,
        "depth" => Column.Depth,
        _ => name.StartsWith(LevelPrefix) ? Column.Poe : Column.Other,
    };

    private static double ReadPoe(ReadOnlySpan<byte> field, Utf8Csv csv)
    {
        if (!Utf8Field.TryNumber(field, out var poe))
            throw HazardErrors.NotANumber(Encoding.UTF8.GetString(field), csv.At);
        return poe is >= 0 and <= 1 ? poe : throw CurveErrors.PoeOutOfRange(poe, csv.At);
    }

    private static double ReadCoordinate(ReadOnlySpan<byte> field, double most, Utf8Csv csv)
    {
        if (!Utf8Field.TryNumber(field, out var value))
            throw HazardErrors.NotANumber(Encoding.UTF8.GetString(field), csv.At);
        if (Math.Abs(value) > most)
            throw HazardErrors.CoordinateOutOfRange(value, most, csv.At);
        // As the engine rounds sites: curves find them by equal coordinates.
        return Math.Round(value, 5);
    }

    [GeneratedRegex(
        @"^(quantile_curve-(?<quantile>[0-9.]+)|hazard_curve-(?<kind>rlz-[0-9]+|mean|max|std|quantile-[0-9.]+))" +
        @"-(?<imt>.+?)(_[0-9]+)?\.csv$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^(rlz-[0-9]{1,9}|mean|max|std|quantile-[0-9]*\.?[0-9]+)$")]
    private static partial Regex KindText();
}
