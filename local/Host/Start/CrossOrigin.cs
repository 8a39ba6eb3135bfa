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

    public static void UseIn(IApplicationBuilder app, IConfiguration configuration)
    {
        var origins = (configuration[Setting] ?? "").Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (origins.Contains("*", StringComparer.Ordinal))
        {
            throw new LocalHostException($"{Setting} must name origins; '*' would let every page in.");
        }

        if (origins.Length > 0)
        {
            var policy = new CorsPolicyBuilder(origins).AllowAnyHeader().AllowAnyMethod().Build();
            app.UseMiddleware<CorsMiddleware>(policy);
        }
    }
}
