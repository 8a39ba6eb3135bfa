using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using RouteParser = Microsoft.AspNetCore.Routing.Template.TemplateParser;

namespace AiPromptGen.Platform.Http;

/// <summary>
/// Answers requests that fit no other function, also those with a wrong method, with a problem; the Functions host would answer with an
/// empty 404. When several functions fit, the host takes the one whose name is first in order, so the name of this one is the last.
/// </summary>
internal sealed class UnknownRouteEndpoint(AddressLimiter limiter)
{
    public const string Route = "{*path}";

    private const string MethodNotAllowed = "method-not-allowed";

    private static readonly (TemplateMatcher Path, string[] Methods)[] Known =
    [
        .. typeof(UnknownRouteEndpoint)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>()
            .Where(trigger => !string.Equals(trigger.Route, Route, StringComparison.Ordinal))
            .Select(trigger =>
                (
                    new TemplateMatcher(RouteParser.Parse(trigger.Route!), new RouteValueDictionary()),
                    trigger.Methods ?? []
                )
            ),
    ];

    [AllowAnonymous]
    [AllowQuery]
    [Function("ZUnknownRoute")]
    public IResult Run(
        // Without a list of methods it takes every one, those that nobody has heard of too.
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = Route)] HttpRequest request
    )
    {
        limiter.Admit(request);
        // The path without the host's prefix.
        var path = request.Path.Value!.Split('/', 3) is [_, _, var rest] ? "/" + rest : "/";
        var methods = Known
            .Where(route => route.Path.TryMatch(path, new RouteValueDictionary()))
            .SelectMany(route => route.Methods)
            .Select(method => method.ToUpperInvariant())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (methods.Count == 0)
        {
            return Answers.Problem(Problems.NotFound);
        }

        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        return Answers.Problem(
            new Problem(
                StatusCodes.Status405MethodNotAllowed,
                MethodNotAllowed,
                "This route does not take this method",
                $"It takes {allowed}."
            )
        );
    }
}
