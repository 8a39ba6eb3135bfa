using NetVips;

namespace AiPromptGen.Prompts.Pictures;

/// <summary>
/// Process-wide set-up of libvips: only the loaders of the five accepted formats exist, nothing is cached and every
/// operation runs on one thread, so that memory and time are governed by the callers' own bounds.
/// </summary>
internal static class Vips
{
    private static readonly string[] Loaders = ["Jpeg", "Png", "Webp", "Nsgif", "Heif"];

    /// <summary>
    /// Drops libvips's own log lines: damaged pictures would fill the log, and the intake's result says enough. It is a field so that it is
    /// not garbage-collected.
    /// </summary>
    private static readonly Log.LogDelegate Silence = static (_, _, _) => { };
    private static readonly Lazy<bool> SetUp = new(Configure);

    public static void EnsureConfigured() => _ = SetUp.Value;

    private static bool Configure()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders)
        {
            Operation.Block($"VipsForeignLoad{loader}", false);
        }

        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        return true;
    }
}
