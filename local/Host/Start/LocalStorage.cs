using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>
/// Makes sure that <c>AzureWebJobsStorage</c> names a storage account that answers, and starts the emulator where none is set.
/// </summary>
internal static class LocalStorage
{
    private const string Setting = "AzureWebJobsStorage";
    private const string Development = "UseDevelopmentStorage=true";
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    /// <returns>The emulator that was started; null when none was needed.</returns>
    /// <exception cref="LocalHostException">The setting is wrong, or missing in Azure, or the account does not answer within 30 seconds.</exception>
    public static async Task<Azurite?> EnsureAsync(
        ConfigurationManager configuration,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        var value = configuration[Setting]?.Trim() ?? "";
        // Identity-based storage has no value of its own, only settings below it.
        var configured = configuration.GetSection(Setting).GetChildren().Any() || value.Length > 0;
        var development = value.TrimEnd(';').Equals(Development, StringComparison.OrdinalIgnoreCase);
        if (configured && !development)
        {
            var asking = value.Length == 0 ? Task.FromResult(true) : AnswersAsync(value, cancellationToken);
            return await progress.TellAsync("Asking the storage account", asking)
                ? null
                : throw new LocalHostException(
                    $"{Setting} leads to a storage account that does not answer. Correct it, or remove it to have one emulated."
                );
        }

        if (LocalConfiguration.InAzure(configuration))
        {
            throw new LocalHostException($"{Setting} must name a storage account when running in Azure.");
        }

        // An emulator that is already running on the usual ports is used.
        if (development && await AnswersAsync(Development, cancellationToken))
        {
            return null;
        }

        var folder = Path.Combine(LocalConfiguration.DataFolder(configuration), "azurite");
        var azurite = await Azurite.StartAsync(folder, progress, cancellationToken);
        configuration[Setting] = azurite.ConnectionString;
        return azurite;
    }

    /// <summary>Whether any server answers at its address, whatever it says.</summary>
    private static async Task<bool> AnswersAsync(string connection, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = LongestAnswer };
        try
        {
            using var answer = await http.GetAsync(new TableServiceClient(connection).Uri, cancellationToken);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new LocalHostException(
                $"{Setting} must be the connection string of a storage account, or '{Development}' for an emulated one."
            );
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
