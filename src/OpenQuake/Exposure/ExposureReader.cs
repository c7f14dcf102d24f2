using Workers.Errors;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Exposure;
using Workers.Risk.Job;

namespace Workers.OpenQuake.Exposure;

/// <summary>
/// Reads NRML exposure models (0.4, 0.5) with assets inside or in CSV files beside them. Several files make one
/// exposure as in the engine (asset.py: <c>read_all</c>): ids get the prefix <c>E01_</c>, <c>E02_</c>, …, the tags are
/// those that all have, and a tag <c>exposure</c> has the value <c>E01</c>, <c>E02</c>, ….
/// </summary>
internal static class ExposureReader
{
    public static ExposureModel Read(
        JobFolder folder,
        IReadOnlyList<JobFile> files,
        RiskParameters parameters)
    {
        var models = files.Select(f => ReadOne(folder, f, parameters)).ToList();
        var all = models.Count == 1 ? models[0] : Join(models, files);
        return all.Assets.Count > 0 ? all : throw ExposureErrors.NoAssets(files[0].Path);
    }

    /// <summary>Cost types of an exposure; its assets are passed over.</summary>
    public static IReadOnlyList<CostType> ReadCostTypes(JobFile file)
    {
        var header = new ExposureHeader();
        NrmlReader.Read(file, "exposureModel", (reader, name) =>
        {
            if (name == "assets")
                reader.ReadChildren(_ => reader.ReadNode(), _ => { });
            else
                header.Take(reader.ReadNode());
        });
        return header.CostTypes;
    }

    private static ExposureModel ReadOne(JobFolder folder, JobFile file, RiskParameters parameters)
    {
        var header = new ExposureHeader();
        var assets = new AssetList(header, parameters.IgnoreMissingCosts);
        var csvFiles = new List<JobFile>();
        NrmlReader.Read(file, "exposureModel", (reader, name) =>
        {
            if (name != "assets")
                header.Take(reader.ReadNode());
            else
                ReadAssets(reader, folder, file, assets, csvFiles);
        });
        // After the whole header: exposureFields may follow the assets.
        foreach (var csv in csvFiles)
            AssetCsv.Read(csv, assets, parameters.IgnoreEncodingErrors);
        return assets.ToModel();
    }

    /// <summary>
    /// Assets one by one; or names of CSV files, read later, since the fields that map their columns may stand below.
    /// </summary>
    private static void ReadAssets(
        NrmlReader reader,
        JobFolder folder,
        JobFile file,
        AssetList assets,
        List<JobFile> csvFiles) =>
        reader.ReadChildren(
            name =>
            {
                var node = reader.ReadNode();
                if (name != "asset")
                    throw XmlErrors.OtherElement("assets", name, "asset", node.Place);
                AssetXml.Read(node, assets, file.Path);
            },
            text =>
            {
                if (!string.IsNullOrWhiteSpace(text))
                    csvFiles.AddRange(folder.OpenAll(file.Folder, text, file.Path));
            });

    private static ExposureModel Join(List<ExposureModel> models, IReadOnlyList<JobFile> files)
    {
        for (var i = 1; i < models.Count; i++)
            // Values of one file would be read by the rules of another.
            if (!DeclareTheSame(models[i], models[0]))
                throw ExposureErrors.FilesDiffer(files[i].Path, files[0].Path);
        var tags = models[0].TagNames.Where(t => models.All(m => m.TagNames.Contains(t))).ToList();
        var assets = new JoinedAssets([.. models.Select((model, i) => new LabelledAssets(
            model.Assets,
            // Prefixes make ids unique over files (asset.py, read_all).
            $"E{i + 1:D2}",
            [.. tags.Select(tag => model.TagNames.ToList().IndexOf(tag))]))]);
        return models[0] with { TagNames = [.. tags, "exposure"], Assets = assets.All };
    }

    private static bool DeclareTheSame(ExposureModel a, ExposureModel b) =>
        a.CostTypes.SequenceEqual(b.CostTypes)
        && a.AreaIsAggregated == b.AreaIsAggregated
        && a.OccupancyFields.SequenceEqual(b.OccupancyFields);
}
