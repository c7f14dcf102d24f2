using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using Workers.Contracts;

namespace Workers.Bench.Reporting;

/// <summary>Time (below) and memory (above) against values, assets and Calculators, side by side.</summary>
internal static class GrowthChart
{
    private const double Gap = 0.06, Allowed = 400;

    /// <summary>For readers whose font is wider than the one that the legend is measured with.</summary>
    private const string Room = "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0";
    private static readonly OxyColor[] Colours =
    [
        OxyColors.SteelBlue,
        OxyColors.DarkOrange,
        OxyColors.SeaGreen,
        OxyColors.Gray,
    ];

    private sealed record Row(
        string Title,
        string Unit,
        IReadOnlyList<(string Name, Func<JobFigures, double> Of)> Lines);

    private static readonly Row[] Rows =
    [
        new("time", "s",
        [
            ("whole job", job => job.Seconds),
            ("calculate", job => job.Steps.GetValueOrDefault(JobState.Calculating)),
            ("import", job => job.Steps.GetValueOrDefault(JobState.ImportingHazard)),
            ("export", job => job.Steps.GetValueOrDefault(JobState.ExportingResults)),
        ]),
        new(
            "peak memory",
            "MB",
            [.. JobTable.Processes.Select(p => (p, (Func<JobFigures, double>)(job => JobTable.Megabytes(job, p))))]),
    ];

    /// <param name="jobs">The first has the least values; the others differ from it in values, or in assets; one has
    /// one Calculator.</param>
    public static string Svg(IReadOnlyList<JobFigures> jobs)
    {
        var (first, alone) = (jobs[0], jobs.First(j => j.Calculators == 1));
        (string Title, Func<JobFigures, double> Of, IEnumerable<JobFigures> Jobs)[] columns =
        [
            (
                "GMF values",
                j => j.Values,
                jobs.Where(j => (j.Assets, j.Calculators) == (first.Assets, first.Calculators))),
            ("assets", j => j.Assets, jobs.Where(j => (j.Values, j.Calculators) == (first.Values, first.Calculators))),
            ("Calculators", j => j.Calculators, jobs.Where(j => (j.Values, j.Assets) == (alone.Values, alone.Assets))),
        ];
        var chart = new PlotModel
        {
            Background = OxyColors.White,
            PlotAreaBorderThickness = new OxyThickness(0),
            DefaultFont = "Arial",
        };
        for (var row = 0; row < Rows.Length; row++) AddRow(chart, row, Rows[row].Lines.Max(line => jobs.Max(line.Of)));
        for (var column = 0; column < columns.Length; column++)
        {
            var (title, of, shown) = columns[column];
            chart.Axes.Add(Across(title, column, columns.Length));
            var sorted = shown.OrderBy(of).ToList();
            foreach (var row in Rows)
                for (var line = 0; line < row.Lines.Count; line++)
                    chart.Series.Add(Series(
                        row,
                        line,
                        title,
                        column == 0,
                        sorted.Select(job => new DataPoint(of(job), row.Lines[line].Of(job)))));
        }
        return new SvgExporter
        {
            Width = 1000,
            Height = 560,
            IsDocument = false,
            UseVerticalTextAlignmentWorkaround = true,
        }.ExportToString(chart);
    }

    private static void AddRow(PlotModel chart, int number, double most)
    {
        var row = Rows[number];
        var share = 1.0 / Rows.Length;
        chart.Axes.Add(new LinearAxis
        {
            Key = row.Title,
            Position = AxisPosition.Left,
            Title = row.Title,
            Unit = row.Unit,
            Minimum = 0,
            Maximum = 1.1 * (row.Unit == "MB" ? Math.Max(Allowed, most) : most),
            StartPosition = (number * share) + (number == 0 ? 0 : Gap),
            EndPosition = (number + 1) * share,
            MajorGridlineStyle = LineStyle.Dot,
            AxislineStyle = LineStyle.Solid,
            AxisTitleDistance = 16,
        });
        chart.Legends.Add(new Legend
        {
            Key = row.Title,
            LegendTitle = row.Title,
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = number == 0 ? LegendPosition.RightBottom : LegendPosition.RightTop,
        });
        if (row.Unit == "MB") chart.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Horizontal,
            Y = Allowed,
            YAxisKey = row.Title,
            XAxisKey = "GMF values",
            Color = OxyColors.Firebrick,
            ClipByXAxis = false,
            Text = "allowed",
        });
    }

    private static Axis Across(string title, int column, int columns)
    {
        Axis axis = title == "Calculators"
            ? new LinearAxis { Minimum = 0.5, Maximum = 2.5, MajorStep = 1, MinorTickSize = 0 }
            : new LogarithmicAxis { MinimumPadding = 0.1, MaximumPadding = 0.1, LabelFormatter = Short };
        axis.Key = title;
        axis.Title = title;
        axis.Position = AxisPosition.Bottom;
        axis.AxislineStyle = LineStyle.Solid;
        axis.StartPosition = (double)column / columns;
        axis.EndPosition = ((column + 1.0) / columns) - (column + 1 < columns ? Gap : 0);
        return axis;
    }

    private static string Short(double value) =>
        value > 999_999 ? Invariant($"{value / 1e6:#,0.##} M") : Invariant($"{value:#,0}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static LineSeries Series(Row row, int line, string column, bool titled, IEnumerable<DataPoint> points)
    {
        var series = new LineSeries
        {
            XAxisKey = column,
            YAxisKey = row.Title,
            LegendKey = row.Title,
            Color = Colours[line],
            MarkerType = MarkerType.Circle,
            MarkerSize = 3,
            Title = titled ? row.Lines[line].Name + Room : null,
            RenderInLegend = titled,
        };
        series.Points.AddRange(points);
        return series;
    }
}
