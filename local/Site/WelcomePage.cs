using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Site;

/// <summary>A short page for whoever opens the API's address in a browser.</summary>
public static class WelcomePage
{
    /// <param name="prefix">Of the app's routes: "api".</param>
    public static void UseIn(IApplicationBuilder app, string prefix)
    {
        var page = $"""
            <!doctype html>
            <title>AI Image Prompt Generator</title>
            <p>This is the API of AI Image Prompt Generator.</p>
            <ul>
              <li><a href="/{prefix}/health">/{prefix}/health</a>: whether everything works</li>
              <li><a href="/{prefix}/catalog">/{prefix}/catalog</a>: what can be generated, and for how many credits</li>
              <li><a href="/{prefix}/examples?limit=5">/{prefix}/examples</a>: curated examples</li>
            </ul>
            <p>README.md tells how to try it, docs/openapi.yaml describes every route.</p>
            """;
        app.MapWhen(
            http => HttpMethods.IsGet(http.Request.Method) && IsRoot(http.Request.Path, prefix),
            branch => branch.Run(http => Results.Content(page, "text/html; charset=utf-8").ExecuteAsync(http))
        );
    }

    private static bool IsRoot(PathString path, string prefix) =>
        path.StartsWithSegments($"/{prefix}", StringComparison.OrdinalIgnoreCase, out var below)
        && below.Value is "" or "/";
}
