using Workers.Risk.Hazard;
using Workers.Storage.Import;

namespace Workers.Storage.Tests.Import;

/// <summary>Imports read at once: only tests do so.</summary>
internal static class WholeImport
{
    public static async Task<HazardCurves> ReadCurvesAsync(this ImportReader imports, Guid importId) =>
        await (await imports.OpenAsync(importId)).CurvesAsync();

    public static async Task<GroundMotionFields> ReadGroundMotionAsync(this ImportReader imports, Guid importId) =>
        await (await imports.OpenAsync(importId)).GroundMotionAsync();
}
