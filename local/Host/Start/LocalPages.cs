using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiPromptGen.Host.Start;

/// <summary>Short pages for whoever opens the API's address in a browser, or a run's own address where no website is served.</summary>
internal static class LocalPages
{
    /// <param name="prefix">Of the app's routes: "api".</param>
    public static void UseIn(IApplicationBuilder app, string prefix)
    {
        app.Use(
            (context, next) =>
                HttpMethods.IsGet(context.Request.Method) && Find(context.Request.Path, prefix) is { } text
                    ? WriteAsync(context, text)
                    : next(context)
        );
    }

    private static string? Find(PathString path, string prefix) =>
        path.Value?.TrimEnd('/') switch
        {
            "" => Welcome(prefix),
            { } root when root.TrimStart('/').Equals(prefix, StringComparison.OrdinalIgnoreCase) => Welcome(prefix),
            "/billing/return" => "<p>PayPal sent you back: you approved. Capture the order to get the credits.</p>",
            "/billing/cancelled" => "<p>PayPal sent you back: you cancelled. Nothing was paid.</p>",
            _ => null,
        };

    private static string Welcome(string prefix) =>
        $"""
            <p>This is the API of AI Image Prompt Generator.</p>
            <ul>
              <li><a href="/{prefix}/health">/{prefix}/health</a>: whether everything works</li>
              <li><a href="/{prefix}/catalog">/{prefix}/catalog</a>: what can be generated, and for how many credits</li>
              <li><a href="/{prefix}/examples?limit=5">/{prefix}/examples</a>: curated examples</li>
            </ul>
            <p>README.md tells how to try it, docs/openapi.yaml describes every route.</p>
            """;

    private static Task WriteAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"<!doctype html>\n<title>AI Image Prompt Generator</title>\n{text}\n");
    }
}
