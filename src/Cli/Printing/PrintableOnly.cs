using Spectre.Console.Rendering;

namespace Workers.Cli.Printing;

/// <summary>Makes everything printable that a console writes, whichever table or sentence it stands in.</summary>
public sealed class PrintableOnly : IRenderHook
{
    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Cleaned(renderable));

    private sealed class Cleaned(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(Clean);

        // What moves the cursor on purpose is a segment of its own kind.
        private static Segment Clean(Segment segment) => segment.IsControlCode || segment.IsLineBreak
            ? segment
            : new Segment(Printable.Text(segment.Text), segment.Style);
    }
}
