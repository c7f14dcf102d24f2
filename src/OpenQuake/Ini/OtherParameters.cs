namespace Workers.OpenQuake.Ini;

/// <summary>
/// Parameters of the engine (oqvalidation.py, 3.21) that do not change risk results on archived hazard, and those that
/// would but are refused.
/// </summary>
internal static class OtherParameters
{
    private const string ComesWithHazard = "the archived hazard carries it";
    private const string MakesHazard = "it only matters where hazard is computed";
    private const string Running = "it only says how the engine runs or shows things";

    /// <summary>Accepted and kept as provenance, each with the reason why it cannot change a result.</summary>
    public static IReadOnlyDictionary<string, string> Harmless { get; } = Group(
        (ComesWithHazard, """
            ses_per_logic_tree_path number_of_logic_tree_samples number_of_ground_motion_fields
            intensity_measure_types intensity_measure_types_and_levels hazard_calculation_id hazard_output_id
            gmfs_file gmfs_csv sites_csv sites hazard_curves_csv hazard_curves_file site_model_file
            site_model_csv rupture_model_file rupture_model_csv rupture_model_hdf5 ruptures_hdf5 events_csv
            gmfs_hdf5 hazard_curves_hdf5 secondary_perils
            """),
        (MakesHazard, """
            random_seed ses_seed gsim gsim_logic_tree_file source_model_logic_tree_file source_model_file
            station_data_file maximum_distance maximum_distance_stations minimum_distance minimum_magnitude
            minimum_intensity truncation_level rupture_mesh_spacing complex_fault_mesh_spacing
            width_of_mfd_bin area_source_discretization pointsource_distance ps_grid_spacing
            reference_vs30_value reference_vs30_type reference_depth_to_2pt5km_per_sec
            reference_depth_to_1pt0km_per_sec reference_backarc reference_siteclass override_vs30
            vs30_tolerance ground_motion_correlation_model ground_motion_correlation_params cross_correlation
            cholesky_limit correlation_cutoff hazard_curves_from_gmfs ground_motion_fields
            compare_with_classical infer_occur_rates discard_trts disagg_by_src disagg_bin_edges
            disagg_outputs mag_bin_width distance_bin_width coordinate_bin_width num_epsilon_bins poes
            poes_disagg iml_disagg num_rlzs_disagg epsilon_star max_sites_disagg rlz_index hazard_maps
            uniform_hazard_spectra collapse_level collapse_gsim_logic_tree floating_x_step floating_y_step
            horiz_comp_to_geom_mean sec_peril_params sampling_method smlt_branch
            source_id source_nodes split_sources split_by_magnitude split_level shift_hypo soil_intensities
            spatial_correlation specific_assets reqv_hdf5 reqv_ignore_sources use_rates mea_tau_phi
            with_betw_ratio oversampling prefer_global_site_params extreme_gmv gmf_max_gb max_gmvs_chunk
            max_potential_gmfs max_potential_paths max_sites_per_gmf max_sites_correl conditioned_gmf_gb
            base_path rupture_dict scenario_id shakemap_id shakemap_uri shakemap_file site_labels
            filter_distance amplification_method asce_version delta_rates_file geometry_file imt_ref mmi_file
            mosaic_model reqv_file sensitivity_analysis sites_slice tectonic_region_type
            """),
        (Running, """
            concurrent_tasks export_dir exports max_blocks max_data_transfer max_weight time_per_task
            save_disk_space minimum_engine_version individual_hazard cache_distances asset_loss_table
            max_aggregations max_num_loss_curves postproc_func postproc_args pmap_max_gb ebrisk_maxsize
            assets_per_site_limit num_cores loss_curve_resolution cachedir countries job_id limit_states
            local_timestamp max_sites_per_tile min_weight outs_per_task ruptures_per_block split_by_gsim
            tile_spec tiling
            """));

    /// <summary>
    /// Parameters that change results in ways that this version does not follow: the values that change nothing, and
    /// why no other will do.
    /// </summary>
    public static IReadOnlyDictionary<string, (string[] Idle, string Reason)> Unsupported { get; } =
        new Dictionary<string, (string[], string)>
    {
        ["reaggregate_by"] = ([""], "results are aggregated by aggregate_by, which takes several sets of tags"),
        ["aggregate_exposure"] = (Off, "assets are computed one by one"),
        ["infrastructure_connectivity_analysis"] = (Off, "connectivity of infrastructure is not computed"),
        ["site_effects"] = ([.. Off, "no"], "amplification belongs to the hazard"),
        ["amplification_csv"] = ([""], "amplification belongs to the hazard"),
        ["amplification_file"] = ([""], "amplification belongs to the hazard"),
        ["multi_peril_csv"] = ([""], "volcanic and other perils are not computed"),
        ["multi_peril_file"] = ([""], "volcanic and other perils are not computed"),
        ["ash_wet_amplification_factor"] = (["1", "1.0"], "volcanic perils are not computed"),
        ["insured_losses"] = (Off, "insured losses follow from insurance_file"),
        ["taxonomies_from_model"] = (Off, "assets are not left out for want of a function"),
        ["loss_ratios"] = ([""], "losses by loss ratio are not computed"),
        ["quantile_loss_curves"] = ([""], "statistics are those of mean, std, quantiles and max"),
        ["mean_loss_curves"] = (["", "1", "true"], "statistics are those of mean, std, quantiles and max"),
        ["max_loss_curves"] = (Off, "statistics are those of mean, std, quantiles and max"),
    };

    /// <summary>
    /// Parameters of other versions of the engine than 3.21, which passes them over with a warning as we do: none of
    /// them can change a risk result on archived hazard.
    /// </summary>
    public static IReadOnlySet<string> OfOtherVersions { get; } = """
        cache collapse_threshold custom_site_id distribute export_multi_curves fast_sampling hypocenter impact
        max_num_sites max_site_model_distance minimum_loss_fraction optimize_same_id_sources oversubmit save_ruptures
        siteid sites_disagg sites_per_tile sm_lt_path task_duration task_multiplier
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    // Spellings of "not wanted": with these nothing is left unfollowed.
    private static string[] Off => ["", "0", "false"];

    public static IEnumerable<string> Names => Harmless.Keys.Concat(Unsupported.Keys).Concat(OfOtherVersions);

    private static Dictionary<string, string> Group(params ReadOnlySpan<(string Reason, string Names)> groups)
    {
        var all = new Dictionary<string, string>();
        foreach (var (reason, names) in groups)
            foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                all.Add(name, reason);
        return all;
    }
}
