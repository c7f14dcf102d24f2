using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Workers.Storage.Spatial;

/// <summary>
/// Rings whose longitudes run on beyond ±180 where they cross the antimeridian, and what is left of them in -180..180.
/// </summary>
internal static class Antimeridian
{
    /// <summary>
    /// Makes the longitudes of a ring run on: an edge of more than half the globe is the short one across the
    /// antimeridian. One of exactly 360 degrees is a border of the map and stays.
    /// </summary>
    public static void Unroll(Coordinate[] ring)
    {
        var shift = 0.0;
        var before = ring[0].X;
        for (var i = 1; i < ring.Length; i++)
        {
            var lon = ring[i].X;
            var step = lon - before;
            if (Math.Abs(step) is > 180 and < 360)
                shift -= Math.Sign(step) * 360;
            before = lon;
            ring[i].X = lon + shift;
        }
    }

    /// <summary>Moves a hole by whole turns to where its shell is.</summary>
    public static void MoveInto(Coordinate[] hole, Envelope shell)
    {
        var min = hole.Min(c => c.X);
        var max = hole.Max(c => c.X);
        var shift = max > shell.MaxX ? -360 : min < shell.MinX ? 360 : 0;
        if (shift != 0 && min + shift >= shell.MinX && max + shift <= shell.MaxX)
        {
            foreach (var corner in hole)
                corner.X += shift;
        }
    }

    /// <summary>
    /// Cuts polygons at the antimeridian; edges are then at most a quarter of the globe long, so that they mean the
    /// same when read again.
    /// </summary>
    public static Geometry Cut(MultiPolygon area)
    {
        var envelope = area.EnvelopeInternal;
        Geometry cut = area;
        if (envelope.MinX < -180 || envelope.MaxX > 180)
        {
            var parts = new List<Geometry>();
            for (var turn = -1; turn <= 1; turn++)
            {
                var envelopeOfTurn = new Envelope(360 * turn - 180, 360 * turn + 180, -90, 90);
                var map = GeometryFactory.Default.ToGeometry(envelopeOfTurn);
                foreach (var polygon in area.Geometries)
                {
                    var inside = OverlayNGRobust.Overlay(polygon, map, SpatialFunction.Intersection).Copy();
                    inside.Apply(new TurnFilter(turn));
                    parts.AddRange(PolygonExtracter.GetPolygons(inside).Where(p => !p.IsEmpty));
                }
            }
            cut = GeometryFactory.Default.BuildGeometry(parts);
        }
        else if (area.Count == 1)
        {
            cut = area[0];
        }
        // An edge of more than 180 degrees would be taken for one across the antimeridian when it is read again.
        cut = NetTopologySuite.Densify.Densifier.Densify(cut, 90);
        cut.SRID = 4326;
        return cut;
    }

    private sealed class TurnFilter(int turn) : ICoordinateFilter
    {
        public void Filter(Coordinate coord) => coord.X = Math.Clamp(coord.X - 360 * turn, -180, 180);
    }
}
