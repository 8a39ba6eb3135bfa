using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Host.Start;

/// <summary>
/// The platform's CORS, which stands before the app: <c>Host:CORS</c> of local.settings.json as Core Tools read it, exact
/// origins parted by commas. Without it no other origin is let in.
/// </summary>
internal static class CrossOrigin
{
    public const string Setting = "Host:CORS";

    public static void AddTo(IServiceCollection services) => services.AddCors();

    /// <exception cref="LocalHostException">One of them is no origin.</exception>
    public static string[] OriginsOf(IConfiguration configuration)
    {
        var origins = (configuration[Setting] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        foreach (var origin in origins)
        {
            if (
                !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                || uri is not { Scheme: "http" or "https", PathAndQuery: "/" }
            )
            {
                // '*' would let every page in.
                throw new LocalHostException($"{Setting} must be origins such as https://example.org, not '{origin}'.");
            }
        }

        return origins;
    }

    public static void UseIn(IApplicationBuilder app, IConfiguration configuration)
    {
        var origins = OriginsOf(configuration);
        if (origins.Length > 0)
        {
            var policy = new CorsPolicyBuilder(origins)
                .AllowAnyHeader()
                .AllowAnyMethod()
                // Azure's own CORS has no such setting: there a browser asks anew after five seconds.
                .SetPreflightMaxAge(TimeSpan.FromHours(2))
                .Build();
            app.UseMiddleware<CorsMiddleware>(policy);
        }
    }
}
