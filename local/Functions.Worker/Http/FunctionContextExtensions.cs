using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    // The official key: middleware tests may put a context there.
    internal const string HttpContextKey = "HttpRequestContext";

    /// <returns>Null when the function was not triggered by HTTP.</returns>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
