using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>
/// The platform's CORS, which stands before the app: <c>Host:CORS</c> of local.settings.json as Core Tools read it, exact
/// origins parted by commas. Without it no other origin is let in.
/// </summary>
internal static class CrossOrigin
{
    public const string Setting = "Host:CORS";

    /// <exception cref="LocalHostException">One of them is no origin.</exception>
    public static string[] OriginsOf(IConfiguration configuration)
    {
        var origins = (configuration[Setting] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        // '*' would let every page in.
        return Array.Find(origins, origin => !IsOrigin(origin)) is { } wrong
            ? throw new LocalHostException($"{Setting} must be origins such as https://example.org, not '{wrong}'.")
            : origins;
    }

    public static void UseIn(IApplicationBuilder app, IConfiguration configuration)
    {
        if (OriginsOf(configuration) is { Length: > 0 } origins)
        {
            app.UseCors(policy =>
                policy
                    .WithOrigins(origins)
                    .AllowAnyHeader()
                    .AllowAnyMethod()
                    // Azure's own CORS has no such setting: there a browser asks anew after five seconds.
                    .SetPreflightMaxAge(TimeSpan.FromHours(2))
            );
        }
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/" };
}
